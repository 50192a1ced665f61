//! Dates and times as ISO 8601 has them, from what pages state for machines.

use super::written_date::{WrittenDate, written_date};

/// A stated date in ISO 8601, with the time and its zone if it says them: `2024-05-07`, `2024-05-07T12:00:00+02:00`.
///
/// Machines' dates are often a person's (`May 7, 2024`), or an e-mail's (`Tue, 07 May 2024 12:00:00 GMT`).
pub fn timestamp(stated: &str) -> Option<String> {
    let stated = stated.trim();
    let is_bare = stated.len() == 8 && stated.bytes().all(|byte| byte.is_ascii_digit());
    if is_bare && let (Some(year), Some(month), Some(day)) = (stated.get(..4), stated.get(4..6), stated.get(6..)) {
        return timestamp(&format!("{year}-{month}-{day}"));
    }
    let date = written_date(stated, true)?;
    // Of a sentence the date is no statement.
    if date.at.start > LONGEST_START {
        return None;
    }
    let mut out = day(&date);
    if let Some(time) = stated.get(date.at.end..).and_then(time) {
        out.push('T');
        out.push_str(&time);
    }
    Some(out)
}

/// Before a date stands a weekday at most.
const LONGEST_START: usize = 24;

/// A date without its time.
pub fn day(date: &WrittenDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// `T12:30:00.5+02:00`, ` 12:30 +0200`, ` 12:30:00 GMT` as ISO 8601 writes it after the `T`.
fn time(rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches([' ', 'T', 't', ',']);
    let clock_end = rest
        .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, ':' | '.')))
        .unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(clock_end)?;
    let mut parts = clock.split(':');
    let (hours, minutes) = (parts.next()?, parts.next()?);
    let is_two_digits =
        |part: &str, below: u32| part.len() == 2 && part.parse::<u32>().is_ok_and(|value| value < below);
    if !is_two_digits(hours, 24) || !is_two_digits(minutes, 60) {
        return None;
    }
    let zone = zone.trim();
    let half_day = zone
        .get(..2)
        .is_some_and(|half| half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm"));
    if half_day {
        return None;
    }
    let digits: String = zone.chars().skip(1).filter(char::is_ascii_digit).take(4).collect();
    let zone = match zone.bytes().next() {
        Some(b'Z' | b'z') => "Z".to_owned(),
        Some(sign @ (b'+' | b'-')) => {
            let (hours, minutes) = digits.split_at_checked(2).unwrap_or_default();
            let minutes = if minutes.is_empty() { "00" } else { minutes };
            if is_two_digits(hours, 24) && is_two_digits(minutes, 60) {
                format!("{}{hours}:{minutes}", char::from(sign))
            } else {
                String::new()
            }
        }
        Some(b'G' | b'U') if zone.starts_with("GMT") || zone.starts_with("UTC") => "Z".to_owned(),
        _ => String::new(),
    };
    Some(format!("{clock}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::timestamp;

    #[test]
    fn what_pages_state_becomes_iso() {
        for (stated, iso) in [
            ("2024-05-07", "2024-05-07"),
            ("2024/05/07", "2024-05-07"),
            ("2024-05-07 12:30:00 +0200", "2024-05-07T12:30:00+02:00"),
            ("2024-05-07T12:30Z", "2024-05-07T12:30Z"),
            ("2024-05-07T12:30:00.123-05:00", "2024-05-07T12:30:00.123-05:00"),
            ("2024-05-07T12:30:00", "2024-05-07T12:30:00"),
            ("2024-05-07T12:30:00+99:99", "2024-05-07T12:30:00"),
            ("2024-05-07T12:30:00+02", "2024-05-07T12:30:00+02:00"),
            ("Tue, 07 May 2024 12:30:00 GMT", "2024-05-07T12:30:00Z"),
            ("Wednesday, May 7, 2024 - 12:30", "2024-05-07"),
            ("May 07, 2024T10:00:00+03:00", "2024-05-07T10:00:00+03:00"),
            ("May 7, 2024 02:01am", "2024-05-07"),
            ("20240507", "2024-05-07"),
        ] {
            assert_eq!(timestamp(stated).as_deref(), Some(iso), "{stated}");
        }
        for stated in [
            "2024-13-07",
            "2024-02-30",
            "2024",
            "0000-00-00",
            "",
            "now",
            "1715084400",
        ] {
            assert_eq!(timestamp(stated), None, "{stated}");
        }
    }
}
