//! Numerals of several parts: groups below 10⁴, each with its power of 10⁴ (1兆2,345億6,700万).

use super::run::{self, Run};
use super::sign::{Sign, big_scale, sign};
use super::{Exact, Numeral};
use crate::lexicon::unit_at;

/// Least and greatest value; they differ where 数 stands for a digit.
#[derive(Clone)]
struct Bounds {
    least: Exact,
    most: Exact,
}

impl Bounds {
    const ZERO: Bounds = Bounds { least: Exact::ZERO, most: Exact::ZERO };

    fn exactly(value: Exact) -> Self {
        Bounds { least: value.clone(), most: value }
    }

    fn plus(self, other: Bounds) -> Self {
        Bounds { least: self.least.plus(other.least), most: self.most.plus(other.most) }
    }

    fn shift(self, n: i32) -> Self {
        Bounds { least: self.least.shift(n), most: self.most.shift(n) }
    }
}

/// What a group has ended with, which says what may follow in it.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    /// The group begins.
    Nothing,
    /// 千, 百 or 十, by its power of ten: a smaller one may follow.
    Small(i32),
    /// A digit of the ones.
    Ones,
    /// 数 of 10数人, which stands for the ones.
    VagueOnes,
}

impl Last {
    /// Returns true if digits, or the small scale `n`, may follow.
    fn allows(self, n: i32) -> bool {
        match self {
            Last::Nothing => true,
            Last::Small(last) => n < last,
            Last::Ones | Last::VagueOnes => false,
        }
    }
}

/// A numeral as far as it has been read.
pub(super) struct Groups<'t> {
    text: &'t str,
    /// Byte offset up to which it has been read.
    at: usize,
    /// The groups whose scale has been read.
    total: Bounds,
    /// The group being read.
    group: Option<Bounds>,
    last: Last,
    /// Power of ten of the last big scale (万, 億), which only a smaller one follows.
    big: Option<i32>,
    /// A blank stands before a big scale: 3 万 4,500.
    spaced: bool,
    vague: bool,
    n: Numeral,
}

impl<'t> Groups<'t> {
    /// Reads the numeral at the start of `text`, which begins with `digits` ASCII digits.
    pub fn read(text: &'t str, digits: usize) -> Option<Numeral> {
        let n = Numeral {
            len: 0,
            value: Exact::ZERO,
            precision: 0,
            vague: None,
            digits,
            kanji: true,
            scaled: false,
            decimal: false,
            grouped: false,
            scale: 0,
        };
        let (total, last) = (Bounds::ZERO, Last::Nothing);
        let mut groups = Groups { text, at: 0, total, group: None, last, big: None, spaced: false, vague: false, n };
        while groups.step().is_some() {}
        groups.finish()
    }

    /// Reads the next part; `None` where the numeral has ended.
    fn step(&mut self) -> Option<()> {
        let blank = self.blank();
        self.spaced |= blank > 0;
        self.at += blank;
        let rest = &self.text[self.at..];
        let c = rest.chars().next()?;
        if c == '数' && self.takes_vague_ones() {
            let ones = Bounds { least: Exact::new(2, 0), most: Exact::new(9, 0) };
            (self.vague, self.last) = (true, Last::VagueOnes);
            self.add(ones, c.len_utf8());
            return Some(());
        }
        if let Some(run) = run::read(rest, self.n.decimal) {
            return self.run(run);
        }
        if let Some(Sign::Small(power)) = sign(c) {
            if !self.last.allows(power) {
                return None;
            }
            (self.n.scaled, self.n.precision, self.last) = (true, power, Last::Small(power));
            self.add(Bounds::exactly(Exact::new(1, power)), c.len_utf8());
            return Some(());
        }
        let (power, len) = big_scale(rest)?;
        self.big_scale(power, len)
    }

    /// Byte length of the blank before a big scale, or after one that had a blank before it, in a numeral of figures:
    /// 3 万 4,500.
    fn blank(&self) -> usize {
        let Some(next) = self.text[self.at..].strip_prefix(' ').filter(|_| self.n.digits > 0) else { return 0 };
        if self.n.scaled && next.starts_with(|c: char| c.is_ascii_digit()) {
            return usize::from(self.spaced);
        }
        let Some((_, len)) = big_scale(next) else { return 0 };
        let after = next[len..].trim_start_matches(' ');
        usize::from(after.starts_with(|c: char| c.is_ascii_digit()) || unit_at(after).is_some())
    }

    /// Returns true if 数 stands for the ones of a number that ends in zero: 10数人.
    fn takes_vague_ones(&self) -> bool {
        let tens = self.group.as_ref().is_some_and(|group| group.least.is_multiple_of_ten());
        self.last == Last::Ones && self.n.precision == 0 && tens
    }

    /// Adds a part of `len` bytes to the group.
    fn add(&mut self, part: Bounds, len: usize) {
        self.group = Some(match self.group.take() {
            Some(group) => group.plus(part),
            None => part,
        });
        self.at += len;
    }

    /// Takes digits in, with the small scale after them: 3千.
    fn run(&mut self, run: Run) -> Option<()> {
        let rest = &self.text[self.at..];
        let next = rest[run.len..].chars().next();
        let scale = next.and_then(sign);
        let bare_what = rest.starts_with('何') && !matches!(scale, Some(Sign::Small(_) | Sign::Big(_)));
        // 五六十 is no numeral, nor 二百3,000: digits may follow a scale only if what comes is smaller
        if !self.last.allows(0) || bare_what {
            return None;
        }
        let (small, scale_len) = match scale {
            _ if run.thousands => (3, 0),
            Some(Sign::Small(power)) if self.last.allows(power) || self.group.is_none() => {
                (power, next.map_or(0, char::len_utf8))
            }
            _ => (0, 0),
        };
        let power = small - run.decimals as i32;
        let part = if run.vague {
            // 数百 reaches 999: nine and everything below its place
            Bounds { least: Exact::new(2, power), most: Exact::new(10u128.pow(small as u32 + 1) - 1, 0) }
        } else {
            Bounds::exactly(Exact::new(run.mantissa, power))
        };
        self.vague |= run.vague;
        self.n.scaled |= small > 0;
        self.n.decimal |= run.decimals > 0;
        self.n.grouped |= run.grouped;
        self.n.precision = power;
        self.last = if small > 0 { Last::Small(small) } else { Last::Ones };
        self.add(part, run.len + scale_len);
        Some(())
    }

    /// Takes in a scale word of `len` bytes from 万 up.
    fn big_scale(&mut self, power: i32, len: usize) -> Option<()> {
        let smaller = self.big.is_none_or(|last| power < last);
        let group = match self.group.take() {
            None if self.at == 0 => Bounds::exactly(Exact::new(1, 0)),
            // 一万億円: the scale multiplies what stands
            None if !smaller && self.big != Some(power) => std::mem::replace(&mut self.total, Bounds::ZERO),
            Some(group) if smaller => group,
            group => {
                self.group = group;
                return None;
            }
        };
        self.total = std::mem::replace(&mut self.total, Bounds::ZERO).plus(group.shift(power));
        self.at += len;
        self.n.precision += power;
        (self.n.scaled, self.n.scale, self.big, self.last) = (true, power, Some(power), Last::Nothing);
        Some(())
    }

    fn finish(self) -> Option<Numeral> {
        if self.at == 0 {
            return None;
        }
        let Bounds { least, most } = match self.group {
            Some(group) => self.total.plus(group),
            None => self.total,
        };
        let kanji = !self.text[..self.at].bytes().any(|b| b.is_ascii_digit());
        let vague = self.vague.then(|| Box::new((least.clone(), most)));
        Some(Numeral { len: self.at, value: least, vague, kanji, ..self.n })
    }
}
