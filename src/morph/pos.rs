//! Coarse parts of speech.

use std::iter;

/// Defines the enum, its labels and the list of its variants by one table.
macro_rules! classes {
    ($($name:ident $label:literal $doc:literal)*) => {
        /// A coarse part of speech.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Pos { $(#[doc = $doc] $name,)* }

        impl Pos {
            /// Every part of speech, in the order of the discriminants.
            pub const ALL: &[Pos] = &[$(Pos::$name),*];

            /// The Japanese name, as `explain` shows it.
            pub fn label(self) -> &'static str {
                match self { $(Pos::$name => $label),* }
            }
        }
    };
}

classes! {
    Noun "名詞" "Common noun, and single letters."
    Verbal "サ変名詞" "Noun that する makes a verb: 発表."
    Adjectival "形容動詞語幹" "Stem that な makes an adjective: 静か."
    Adverbial "時相名詞" "Noun that can stand as an adverb, mostly times: 昨日."
    Number "数" "Digits, kanji numerals, 何."
    Person "人名" "Name of a person that is neither only family nor only given name."
    FamilyName "姓" "Family name."
    GivenName "名" "Given name."
    Place "地名" "Place or country."
    Organization "組織名" "Organization."
    ProperNoun "固有名詞" "Any other proper noun."
    Pronoun "代名詞" "Pronoun: これ, 同社 is not one."
    Bound "非自立名詞" "Noun that cannot stand alone: こと, ため, よう."
    NounSuffix "接尾辞" "Suffix of nouns: 者, 的, 以降."
    PersonSuffix "人名接尾辞" "Suffix of names of persons: さん, 氏."
    PlaceSuffix "地名接尾辞" "Suffix of places: 県, 市."
    VerbalSuffix "サ変接尾辞" "Suffix that makes a verbal noun: 化."
    Counter "助数詞" "Counter after a number: 円, 人, ％."
    Prefix "接頭辞" "Prefix: 新, 元, お."
    NumberPrefix "数接頭辞" "Prefix of numbers: 約, 第."
    Verb "動詞" "Independent verb."
    VerbSuffix "動詞接尾" "Verb that follows another: れる, いる in 〜ている."
    Adjective "形容詞" "Adjective."
    Adverb "副詞" "Adverb."
    Adnominal "連体詞" "Adnominal: この, 同."
    Conjunction "接続詞" "Conjunction: しかし, 対."
    CaseParticle "格助詞" "Case particle: が, を, について."
    TopicParticle "係助詞" "Topic or focus particle: は, も."
    Particle "助詞" "Any other particle: て, や, か."
    GenitiveParticle "連体助詞" "The particle の between nouns."
    Auxiliary "助動詞" "Auxiliary: た, ない, です."
    Symbol "記号" "Any other symbol."
    Open "括弧開" "Opening bracket or quote."
    Close "括弧閉" "Closing bracket or quote."
    Period "句点" "Full stop."
    Comma "読点" "Comma."
    Space "空白" "White space; never in the output."
    Interjection "感動詞" "Interjection."
    Filler "フィラー" "Filler: えーと."
    Unknown "未知" "Nothing known."
}

impl Pos {
    /// Returns true for parts of compound nouns: nouns, names, numbers and their suffixes, but neither pronouns nor bound
    /// nouns.
    pub fn is_nominal(self) -> bool {
        use Pos::*;
        self.is_name() || self.is_suffix() || matches!(self, Noun | Verbal | Adjectival | Adverbial | Number)
    }

    /// Returns true for proper nouns.
    pub fn is_name(self) -> bool {
        self.is_person() || matches!(self, Pos::Place | Pos::Organization | Pos::ProperNoun)
    }

    /// Returns true for names of persons and their halves.
    pub fn is_person(self) -> bool {
        matches!(self, Pos::Person | Pos::FamilyName | Pos::GivenName)
    }

    /// Returns true for suffixes of nouns, counters included.
    pub fn is_suffix(self) -> bool {
        use Pos::*;
        matches!(self, NounSuffix | PersonSuffix | PlaceSuffix | VerbalSuffix | Counter)
    }

    /// Returns true for particles.
    pub fn is_particle(self) -> bool {
        use Pos::*;
        matches!(self, CaseParticle | TopicParticle | Particle | GenitiveParticle)
    }

    /// Returns true for parts of predicates: verbs, adjectives, auxiliaries.
    pub fn is_predicate(self) -> bool {
        matches!(self, Pos::Verb | Pos::VerbSuffix | Pos::Adjective | Pos::Auxiliary)
    }

    /// Returns true for punctuation and other symbols.
    pub fn is_symbol(self) -> bool {
        use Pos::*;
        matches!(self, Symbol | Open | Close | Period | Comma | Space)
    }

    /// The part of speech by the first four detail columns of an entry, in the terms of IPADIC or UniDic.
    pub(super) fn of_details<'a>(details: impl Iterator<Item = &'a str>) -> Pos {
        use Pos::*;
        let mut columns = details.chain(iter::repeat("*"));
        let mut next = || columns.next().unwrap_or("*");
        match [next(), next(), next(), next()] {
            ["名詞", "固有名詞", "人名", "姓"] => FamilyName,
            ["名詞", "固有名詞", "人名", "名"] => GivenName,
            ["名詞", "固有名詞", "人名", _] => Person,
            ["名詞", "固有名詞", "地域" | "地名", _] => Place,
            ["名詞", "固有名詞", "組織", _] => Organization,
            ["名詞", "固有名詞", ..] => ProperNoun,
            ["名詞", "サ変接続", ..] | ["名詞", _, "サ変可能" | "サ変形状詞可能", _] => Verbal,
            ["名詞", "形容動詞語幹", ..] | ["形状詞", ..] => Adjectival,
            ["名詞", "副詞可能", ..] | ["名詞", "普通名詞", "副詞可能", _] => Adverbial,
            ["名詞", "数" | "数詞", ..] => Number,
            ["名詞", "代名詞", ..] | ["代名詞", ..] => Pronoun,
            ["名詞", "接尾", "人名", _] => PersonSuffix,
            ["名詞", "接尾", "地域", _] => PlaceSuffix,
            ["名詞", "接尾", "サ変接続", _] => VerbalSuffix,
            ["名詞", "接尾", "助数詞", _] | ["名詞", "普通名詞", "助数詞可能", _] | ["接尾辞", _, "助数詞", _] => {
                Counter
            }
            ["名詞", _, "助動詞語幹", _] => Bound,
            ["名詞", "接尾", ..] | ["接尾辞", "名詞的" | "形状詞的", ..] => NounSuffix,
            ["名詞", "非自立" | "特殊" | "動詞非自立的", ..] => Bound,
            ["名詞", "接続詞的", ..] | ["接続詞", ..] => Conjunction,
            ["名詞", ..] | ["記号", "アルファベット" | "文字", ..] => Noun,
            ["接頭詞", "数接続", ..] => NumberPrefix,
            ["接頭詞" | "接頭辞", ..] => Prefix,
            ["動詞", "接尾" | "非自立" | "非自立可能", ..] | ["接尾辞", "動詞的", ..] => VerbSuffix,
            ["動詞", ..] => Verb,
            ["形容詞", ..] | ["接尾辞", "形容詞的", ..] => Adjective,
            ["副詞", ..] => Adverb,
            ["連体詞", ..] => Adnominal,
            ["助詞", "格助詞", ..] => CaseParticle,
            ["助詞", "係助詞", ..] => TopicParticle,
            ["助詞", "連体化", ..] => GenitiveParticle,
            ["助詞", ..] => Particle,
            ["助動詞", ..] => Auxiliary,
            ["記号" | "補助記号", "括弧開", ..] => Open,
            ["記号" | "補助記号", "括弧閉", ..] => Close,
            ["記号" | "補助記号", "句点", ..] => Period,
            ["記号" | "補助記号", "読点", ..] => Comma,
            ["記号", "空白", ..] | ["空白", ..] => Space,
            ["記号" | "補助記号", ..] => Symbol,
            ["フィラー", ..] | ["感動詞", "フィラー", ..] => Filler,
            ["感動詞", ..] | ["その他", "間投", ..] => Interjection,
            _ => Unknown,
        }
    }

    /// The part of speech of an unknown word of symbols, which is a verbal noun in IPADIC; `None` for any other word.
    pub(super) fn of_symbols(surface: &str) -> Option<Pos> {
        let mut classes = surface.chars().map(|c| match c {
            _ if c.is_alphanumeric() => None,
            '(' | '[' | '{' | '<' | '«' | '｟' => Some(Pos::Open),
            ')' | ']' | '}' | '>' | '»' | '｠' => Some(Pos::Close),
            '.' | '｡' => Some(Pos::Period),
            ',' | '､' => Some(Pos::Comma),
            '%' | '‰' => Some(Pos::Counter),
            _ if c.is_whitespace() => Some(Pos::Space),
            _ => Some(Pos::Symbol),
        });
        let first = classes.next()??;
        classes.try_fold(first, |all, class| Some(if class? == all { all } else { Pos::Symbol }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_to_class() {
        for (details, pos) in [
            ("名詞,一般,*,*", Pos::Noun),
            ("名詞,サ変接続,*,*", Pos::Verbal),
            ("名詞,固有名詞,人名,姓", Pos::FamilyName),
            ("名詞,固有名詞,地域,国", Pos::Place),
            ("名詞,接尾,助数詞,*", Pos::Counter),
            ("名詞,接尾,助動詞語幹,*", Pos::Bound),
            ("名詞,接尾,副詞可能,*", Pos::NounSuffix),
            ("助詞,格助詞,連語,*", Pos::CaseParticle),
            ("助詞,副助詞／並立助詞／終助詞,*,*", Pos::Particle),
            ("動詞,非自立,*,*", Pos::VerbSuffix),
            ("フィラー,*,*,*", Pos::Filler),
            // UniDic
            ("名詞,普通名詞,サ変可能,*", Pos::Verbal),
            ("名詞,固有名詞,地名,一般", Pos::Place),
            ("補助記号,括弧閉,*,*", Pos::Close),
            ("UNK", Pos::Unknown),
            ("", Pos::Unknown),
        ] {
            assert_eq!(Pos::of_details(details.split(',')), pos, "{details}");
        }
    }

    #[test]
    fn every_class_of_ipadic_is_known() {
        for name in ipadic::pos_names() {
            assert_ne!(Pos::of_details(name.split(',')), Pos::Unknown, "{name}");
        }
    }

    #[test]
    fn discriminants_index_the_list_and_labels_differ() {
        let mut labels: Vec<_> = Pos::ALL.iter().map(|pos| pos.label()).collect();
        assert!(Pos::ALL.iter().enumerate().all(|(i, &pos)| pos as usize == i));
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), Pos::ALL.len());
    }

    #[test]
    fn symbols() {
        for (surface, pos) in [
            ("(", Some(Pos::Open)),
            ("))", Some(Pos::Close)),
            (").", Some(Pos::Symbol)),
            ("%", Some(Pos::Counter)),
            ("--", Some(Pos::Symbol)),
            ("\u{3000}", Some(Pos::Space)),
            ("C++", None),
            ("検証", None),
            ("", None),
        ] {
            assert_eq!(Pos::of_symbols(surface), pos, "{surface}");
        }
    }
}
