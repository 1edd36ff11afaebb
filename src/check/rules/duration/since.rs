//! Years counted from something to now: 2014年以来4年ぶり, 1973年の創業以来48年.

use super::length::{Length, When, Written};
use crate::check::Report;
use crate::claim::slice;
use crate::extract::Record;
use crate::lexicon::{Table, Uses, table};
use serde::Deserialize;

/// What a word of `since.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After what is counted from.
    Since,
    /// At the end of a length after which something came again.
    Again,
    /// In a sentence that counts to a year to come.
    ToCome,
}

static WORDS: Table<Uses<Use>> = table!("since.csv", Uses::new);

/// What a length is counted from.
pub(super) struct Start<'a> {
    from: When<'a>,
    /// True if something came again, which is counted exactly.
    again: bool,
}

/// What the length at `index` is counted from.
pub(super) fn start(record: &Record, index: usize) -> Option<Start<'_>> {
    let text = &record.reading.view.text;
    let (from, length) = (record.dates.get(index.checked_sub(1)?)?, &record.dates[index]);
    let gap = text.get(from.view.end..length.view.start)?;
    let again = WORDS.ends(&text[..length.view.end], Use::Again);
    let head = WORDS.before(gap.trim_end_matches(['、', 'の']), Use::Since)?;
    let noun = head.starts_with('の') && head.chars().count() <= 6;
    (from.sentence == length.sentence && (noun || head.is_empty() && again)).then_some(Start { from, again })
}

/// Now is another year the sentence names, else that of publication.
pub(super) fn compare(report: &mut Report, Start { from, again }: Start, length: Length) {
    let mention = length.mention;
    let (Written::Years(n), Some(base), Some(published)) =
        (length.written, from.value.time.span.lower, report.record.document.published)
    else {
        return report.skips();
    };
    let sentence = report.record.reading.view.sentence(mention.sentence as usize);
    if length.about || WORDS.any_in(sentence, Use::ToCome) {
        return report.skips();
    }
    let others = slice(&report.record.dates, mention.sentence as usize);
    let named = others.iter().filter(|m| m.view != from.view).filter_map(|m| m.value.time.span.lower);
    let mut years: Vec<i16> = named.map(|l| l.year()).collect();
    years.push(published.year());
    // what a fiscal year or a season had ended in is told in the spring after
    if published.month() <= 3 {
        years.push(published.year() - 1);
    }
    let apart = |y: &i16| i64::from(*y - base.year());
    // the anniversary may be to come, or the first year be counted
    let slack = if again { 0 } else { 1 };
    if years.iter().any(|y| (apart(y) - n).abs() <= slack) {
        return report.holds();
    }
    let Some(should) = years.iter().map(apart).find(|d| *d > 0 && (*d - n).abs() <= 10) else { return report.skips() };
    let should = format!("{should}年{}", if again { "ぶり" } else { "" });
    let text = &report.record.document.text;
    let (f, l) = (from.span.of(text), mention.span.of(text));
    let message = format!("「{l}」とあるが、{f}以来なら{should}です");
    let place = report.place(mention.span, format!("計算では{should}"));
    let related = vec![report.place(from.span, "始まり")];
    report.fails(place, related, message).suggestion = format!("{should}にするか、「{f}」を確かめる");
}
