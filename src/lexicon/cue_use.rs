//! What the words of `cues.csv` and `beside.csv` say.

use serde::Deserialize;

/// What a cue says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CueUse {
    /// A total of what stands before follows.
    Total,
    /// What stands before is added up.
    Added,
    /// All that stands between the last term and a total of the terms.
    Joined,
    /// All parts of a whole follow.
    Breakdown,
    /// What a number of things at a price come to.
    Proceeds,
    /// The difference of two numbers follows.
    Difference,
    /// A product follows.
    Product,
    /// A rate of exchange is applied.
    Rate,
    /// A list is not complete.
    Open,
    /// A counter of things that a list names one by one.
    Counter,
    /// An earlier figure or plan.
    Base,
    /// The present one.
    Now,
    /// After a figure that something is compared with.
    Compare,
    /// The name of a rate or of the size of a change.
    RateName,
    /// The last part of a list that then is complete.
    Closing,
    /// Only some of the days between two days are meant.
    Partial,
    /// An application for something to come.
    Application,
    /// The last day for something.
    Deadline,
    /// Something takes place.
    Event,
    /// What takes place only prepares for something else.
    Preparation,
    /// After a length: something was moved by it.
    Moved,
    /// After a number of clauses that follow, each told as こと.
    Clauses,
    /// Who speaks, where no name or title says so: 事務局, 会員A.
    Speaker,
    /// A noun that says nothing about what a value is: こと, 金額.
    EmptyNoun,
    /// The kanji of a verb that says nothing either: 行う, 受ける.
    EmptyVerb,
    /// Before a comma that ends a clause: ため、.
    ClauseEnd,
    /// Between a value and the noun it is of: 580億円相当のNEM.
    OfValue,
    /// Calls the value beside it a loss.
    Loss,
    /// Before a value that is a part of another.
    Part,
    /// Somebody else says it.
    Said,
    /// After a period that something is compared with.
    Against,
    /// After a period: the figures that follow are of it.
    Stage,
    /// After a second value: it is the end of a range, and the first was not replaced.
    RangeEnd,
    /// A concept that says how firm a value is, not what it is of.
    Firmness,
    /// A concept by which a figure was revised or replaced.
    Revised,
    /// A concept by which a figure has become greater.
    Risen,
    /// A concept by which a figure has become smaller.
    Fallen,
    /// Joins the last of several things.
    And,
    /// A counter of clauses: 理由は3つ.
    ClauseCounter,
    /// こと at the end of a clause that is counted, and not inside one (ことが).
    ClauseClosed,
    /// Beside an age that is not that of the day of publication, or not counted in full years.
    OtherAge,
    /// After an age that is that of today.
    AgeToday,
    /// After an age of the past or of a day to come.
    AgeThen,
    /// A counter of persons or firms, which 者 counts alike.
    Party,
    /// The label of a row or column of totals.
    TotalLabel,
    /// The label of a row or column that is not added up.
    NoTerm,
    /// After a share: what it is a share for, and not what else the whole is used for.
    ShareOf,
    /// A sentence opens with it before a share of what the sentence before counts.
    ShareOpens,
    /// Between a part and its share.
    ShareTies,
    /// After a change that is only aimed at: what it leads to may be somebody else's figure.
    Aim,
    /// Between what was expected and what came instead.
    Expected,
    /// In a sentence that counts to a year to come.
    ToCome,
    /// Between the end of a span of days and its length.
    SpanJoint,
    /// Between the last day and the length of a span.
    Until,
    /// Between the first day of a span and its last.
    Opened,
    /// Between a length and the last day of what takes so long.
    LengthUntil,
    /// Between a length and the span of days it is of.
    LengthOf,
    /// The label of a column of rates of change.
    RateColumn,
    /// Between a rate of exchange and the sum it gives.
    AtRate,
    /// In a sentence that speaks of what is to come.
    Ahead,
    /// In a sentence by which others tell what is past, whatever its last verb.
    Told,
    /// In a sentence that counts at a moment, which is no plan whatever the verb.
    AtMoment,
    /// A verb of what is, not of what will be.
    State,
    /// After a date that something is only compared with.
    Since,
    /// Before a word of a day that is counted from the day counted before it.
    Further,
    /// After two digits and 年, which are a length then and no year, though に follows.
    Lasting,
    /// After two digits and 年 where the text counts in such years: they are one more.
    YearGoesOn,
    /// After figures parted by a slash: they are a day and no quotient.
    OfDay,
    /// Before a full date that is the text's own.
    PublishedBefore,
    /// After a full date that is the text's own.
    PublishedAfter,
    /// After a number and 日, which are a length then.
    DaysLong,
    /// After two numbers and 日, which are lengths then.
    DayRangeLong,
    /// After a number and 時, which are no time of the day then.
    NoHour,
    /// After a number, 分 as the start of another word.
    NoMinute,
    /// After a year or a thing named after one, which is no length then.
    OfYear,
    /// Before a number and 年, which are a class of a school then.
    School,
    /// Before a day that is counted from an event.
    CountedFrom,
    /// After a word for a term, which only looks like a period then: an item of a statement.
    StatementItem,
    /// After a quarter as 3Q that stands without its year.
    AfterQuarter,
    /// After a number and 回, 度, 本 or 便, which are no rate then.
    NoTimes,
    /// A time that is repeated, so that it gives the hours after it no day.
    Repeated,
    /// Before the title of a work or the name of a medium: 映画「…」.
    WorkNoun,
    /// Before the name of a product: 看板商品の「…」.
    ProductNoun,
    /// Before a name that is a company.
    Company,
    /// What laws are about: before 法 in the name of a law.
    LawSubject,
    /// What is said of a law, after its name.
    OfLaw,
    /// Joins the nouns in the name of a law: AのB及びCのDに関する法律.
    LawJoint,
    /// Whose law it is, which is no part of its name: 国の, 市の.
    LawOwner,
    /// Before the name of a law, and no part of it.
    BeforeLaw,
    /// A legal form that is no part of the name it stands beside. 監査法人 is a part.
    LegalForm,
    /// After a place that only begins another word: 米国人, 英語.
    OtherWord,
    /// Before the name of a place, which stays one: 対米, but 全米 is another name.
    BeforePlace,
    /// Ends the name of a natural feature.
    Geographic,
    /// Sets off a question or an answer: A 若宮製薬が….
    Exchange,
    /// In brackets before a short name that is said to stand for the long one.
    Introduces,
    /// Said to stand for a name, but for any: 以下「甲」.
    NoAlias,
    /// Ends a name and goes on after a place: 神戸市内 is within 神戸市.
    Area,
    /// Before a price or a rate for a length of time, by its first character: 月額.
    PerPeriod,
    /// A character of the words before 比 that say what a change is against: 前年同期比.
    BasisPart,
    /// Between a sum and what it comes to in another currency.
    Converted,
    /// After a number, a counter that counts nothing by itself: a date or an ordinal.
    NoCounter,
    /// After a number, a noun that it does not count.
    NoCounted,
    /// After the score of a game.
    Game,
    /// Ends a line that is a sentence and no caption.
    SentenceEnd,
    /// A line of its own above a letter: who it is for.
    Addressee,
    /// Ends the line that says what a letter is about.
    LetterSubject,
    /// After the name of a day, which is no part of a longer word then: クリスマス前, but not クリスマス商戦.
    DayGoesOn,
    /// Before a value, a bare noun of number or a particle, which names nothing: 亡くなった人は9人.
    OfNumber,
    /// After きょう and a number with 日, which is a length then and not which day it is.
    NoDayNumber,
    /// After a number and 年, which are a length then or a year of something.
    YearsLong,
    /// After a number and 年: 前 and 後 as the start of another word.
    NoAgo,
    /// After 前年, which is only what something is compared with then.
    LastYearOf,
    /// After 法 inside a longer word, which is no law: 法制, 法人.
    NoLaw,
    /// Ends the name of an authority, which speaks about others more often than a figure is about it.
    Authority,
    /// After what a change leads to.
    Arrives,
    /// Between a number and the parts of a total, to which it does not belong then.
    NoPart,
    /// In the bracket after a total, which holds more than its parts or fewer.
    NotAll,
    /// In a list that is no list of all parts.
    ListOpen,
    /// Between a birth and an age, which is that of a day near to today.
    AgeTold,
}
