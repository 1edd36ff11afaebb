//! Days counted from an event: 告示の翌日, 命令の日から数えて15日後. The day is the one the text gave the event.

use super::super::grammar::raw::{Form, Raw};
use super::super::grammar::time_words::Origin;
use crate::lexicon::{Phrases, Table, table};
use crate::text::{Span, is_noun_char};
use jiff::civil::Date;

/// Before a day that is counted from an event.
static WORDS: Table<Phrases> = table!("event.csv", Phrases::new);

/// The days a text has spoken of, each with the words after it, which may name what happened.
#[derive(Clone, Debug, Default)]
pub(crate) struct Events(Vec<(Date, Span)>);

impl Events {
    /// Takes in a day written from `start` to `end` of a sentence that ends at `sentence_end`.
    pub fn note(&mut self, day: Option<Date>, start: usize, end: usize, sentence_end: usize) {
        if let Some((_, words)) = self.0.last_mut().filter(|(_, w)| w.end > start) {
            words.end = start.max(words.start);
        }
        if let Some(day) = day {
            self.0.push((day, Span::new(end, sentence_end)));
        }
    }

    /// The day of the event that `before`, the sentence up to an expression at `at` of `text` that is counted from a day spoken
    /// of, names.
    pub fn day_of(&self, raw: &Raw, text: &str, before: &str, at: usize) -> Option<Date> {
        let counted = match &raw.form {
            Form::Offset(offset) => offset.origin == Origin::Discourse && offset.length.days + offset.length.weeks > 0,
            _ => raw.days_from_discourse().is_some(),
        };
        let noun = counted.then(|| noun(before))??;
        // the noun itself stands after the last day
        let named =
            |words: &Span| text.get(words.start..words.end.min(at - noun.len())).is_some_and(|w| w.contains(noun));
        self.0.iter().rev().find(|(_, words)| named(words)).map(|(day, _)| *day)
    }
}

/// The noun of 告示の, 命令の日から数えて at the end of `before`.
fn noun(before: &str) -> Option<&str> {
    let head = WORDS.before(before)?;
    let part = |c: &char| is_noun_char(*c);
    let len: usize = head.chars().rev().take_while(part).map(char::len_utf8).sum();
    let noun = &head[head.len() - len..];
    (2..=8).contains(&noun.chars().count()).then_some(noun)
}
