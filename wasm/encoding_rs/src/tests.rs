//! Measured against the crate it stands in for. The platform's tables are the real ones here: what is tested is all else.

use crate::{CoderResult, Encoding, encodings};

const LEGACY: [&str; 12] = [
    "big5",
    "euc-jp",
    "euc-kr",
    "gb18030",
    "gbk",
    "shift_jis",
    "iso-2022-jp",
    "windows-1251",
    "koi8-r",
    "windows-1252",
    "utf-16le",
    "utf-16be",
];

/// Texts whose bytes are broken in as many ways as chance finds: ASCII, digits and brackets among lead and trail bytes.
fn broken_texts(seed: u64) -> impl Iterator<Item = Vec<u8>> {
    let mut state = seed;
    let mut next = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u8::try_from((state >> 33) % below).unwrap()
    };
    std::iter::from_fn(move || {
        let length = next(24);
        let bytes = (0..length).map(|_| match next(6) {
            0 => b'<',
            1 => 0x30 + next(10),
            2 => 0x40 + next(64),
            3 => 0x80 + next(33),
            _ => 0xA1 + next(95),
        });
        Some(bytes.collect())
    })
}

fn real(label: &str) -> &'static real::Encoding {
    real::Encoding::for_label(label.as_bytes()).unwrap()
}

fn own(label: &str) -> &'static Encoding {
    Encoding::for_label(label.as_bytes()).unwrap()
}

fn in_chunks(encoding: &'static Encoding, bytes: &[u8], size: usize) -> String {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    for chunk in bytes.chunks(size) {
        let (_, read, _) = decoder.decode_to_string(chunk, &mut text, false);
        assert_eq!(read, chunk.len());
    }
    decoder.decode_to_string(&[], &mut text, true);
    text
}

#[test]
fn malformed_bytes_read_as_the_standard_says_however_they_are_cut() {
    for label in LEGACY {
        for bytes in broken_texts(7).take(4000) {
            let (expected, malformed) = real(label).decode_without_bom_handling(&bytes);
            let (text, found) = own(label).decode_without_bom_handling(&bytes);
            assert_eq!(text, expected, "{label} {bytes:x?}");
            assert_eq!(found, malformed, "{label} {bytes:x?}");
            for size in [1, 2, 3, 5] {
                assert_eq!(
                    in_chunks(own(label), &bytes, size),
                    expected,
                    "{label} {bytes:x?} by {size}"
                );
            }
        }
    }
}

#[test]
fn utf_8_reads_and_fills_buffers_of_any_size_as_the_real_one() {
    let parts: [&[u8]; 9] = [
        b"a",
        "é".as_bytes(),
        "水".as_bytes(),
        "😀".as_bytes(),
        b"\xC3",
        b"\xE6\xB0",
        b"\xF0\x9F\x98",
        b"\xFF",
        b"\xED\xA0\x80",
    ];
    for picks in broken_texts(3).take(3000) {
        let bytes: Vec<u8> = picks
            .iter()
            .flat_map(|pick| parts[usize::from(*pick) % parts.len()])
            .copied()
            .collect();
        for (room, size) in [(4, 1), (5, 3), (7, 100), (64, 2)] {
            let mut decoder = encodings::UTF_8.new_decoder_without_bom_handling();
            let mut text = String::new();
            let mut buffer = "水\0".repeat(room);
            let mut chunks = bytes.chunks(size).chain([&[][..]]).peekable();
            while let Some(mut chunk) = chunks.next() {
                let last = chunks.peek().is_none();
                loop {
                    let end = (0..=room).rev().find(|at| buffer.is_char_boundary(*at)).unwrap();
                    let mut piece = buffer[..end].to_owned();
                    let (result, read, written, _) = decoder.decode_to_str(chunk, &mut piece, last);
                    assert!(std::str::from_utf8(piece.as_bytes()).is_ok());
                    text.push_str(&piece[..written]);
                    chunk = &chunk[read..];
                    if result == CoderResult::InputEmpty {
                        break;
                    }
                    buffer = "\0".repeat(room);
                }
            }
            assert_eq!(
                text,
                String::from_utf8_lossy(&bytes),
                "{bytes:x?} into {room} by {size}"
            );
        }
    }
}

#[test]
fn a_byte_order_mark_tells_the_encoding_of_a_whole_text() {
    let (text, encoding, malformed) = encodings::WINDOWS_1252.decode(b"\xFF\xFE<\0p\0>\0");
    assert_eq!(
        (text.as_ref(), encoding, malformed),
        ("<p>", encodings::UTF_16LE, false)
    );
    assert_eq!(encodings::SHIFT_JIS.decode("\u{feff}水".as_bytes()).0, "水");
}

#[test]
fn every_encoding_says_of_itself_what_the_real_one_does() {
    for name in [
        LEGACY.as_slice(),
        &["utf-8", "latin1", "x-sjis", "iso-8859-8-i", "windows-874", "no-such"],
    ]
    .concat()
    {
        let own = Encoding::for_label(name.as_bytes());
        let real = real::Encoding::for_label(name.as_bytes());
        assert_eq!(own.map(Encoding::name), real.map(real::Encoding::name), "{name}");
        let (Some(own), Some(real)) = (own, real) else { continue };
        assert_eq!(own.is_ascii_compatible(), real.is_ascii_compatible(), "{name}");
        assert_eq!(own.output_encoding().name(), real.output_encoding().name(), "{name}");
    }
}

#[test]
fn what_an_older_encoding_is_given_to_write_reads_the_same() {
    assert_eq!(
        encodings::KOI8_R.encode("<p>дождь").0.as_ref(),
        b"<p>&#1076;&#1086;&#1078;&#1076;&#1100;"
    );
    let mut encoder = encodings::KOI8_R.new_encoder();
    let mut out = Vec::new();
    let mut rest = "水車";
    loop {
        let mut buffer = [0; 3];
        let (result, read, written, replaced) = encoder.encode_from_utf8(rest, &mut buffer, false);
        out.extend_from_slice(&buffer[..written]);
        rest = &rest[read..];
        if result == CoderResult::InputEmpty {
            break;
        }
        assert!(encoder.has_pending_state());
        let _ = replaced;
    }
    assert_eq!(out, b"&#27700;&#36554;");
}
