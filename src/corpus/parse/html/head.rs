//! The metadata of an HTML page: title, publisher, URL and publication date, as its markup has them.

use crate::corpus::meta::{Meta, parse_date};
use html5gum::{StartTag, Token, Tokenizer};
use jiff::civil::Date;
use serde_json::Value;

/// Collects metadata while the page is read. Each place that may hold a value has a rank, the best one the lowest.
#[derive(Debug, Default)]
pub(super) struct Head {
    title: Best<String>,
    source: Best<String>,
    url: Best<String>,
    published: Best<Date>,
    /// A publication date that is no full date.
    unread_date: Option<String>,
    /// The open element whose text is collected.
    listening: Option<Listening>,
    /// The text collected of that element.
    heard: String,
    /// Whether a paragraph has begun: a `time` after that belongs to the text, or to a byline in the first paragraph.
    in_text: bool,
    /// The date of a `time` in the first paragraph.
    byline: Option<String>,
}

/// Most characters of a byline: 月刊みなと 2月8日 文=甲野.
const BYLINE: usize = 48;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listening {
    Title,
    JsonLd,
    FirstParagraph,
}

/// The first value of the lowest rank.
#[derive(Debug)]
struct Best<T>(Option<(u8, T)>);

impl<T> Default for Best<T> {
    fn default() -> Self {
        Best(None)
    }
}

impl<T> Best<T> {
    fn offer(&mut self, rank: u8, value: T) {
        if self.0.as_ref().is_none_or(|(known, _)| rank < *known) {
            self.0 = Some((rank, value));
        }
    }

    fn take(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

impl Head {
    /// Returns true if [`Head::text`] is to get the characters that follow.
    pub(super) fn wants_text(&self) -> bool {
        self.listening.is_some()
    }

    /// Takes text inside `title` or JSON-LD.
    pub(super) fn text(&mut self, raw: &str) {
        self.heard.push_str(raw);
    }

    /// Takes a start tag.
    pub(super) fn start(&mut self, tag: &StartTag<usize>) {
        let attribute =
            |name: &str| tag.attributes.get(name.as_bytes()).map(|v| String::from_utf8_lossy(v).trim().to_owned());
        let is = |name: &str, value: &str| attribute(name).is_some_and(|v| v.eq_ignore_ascii_case(value));
        match tag.name.as_slice() {
            b"title" if self.title.0.is_none() => self.listening = Some(Listening::Title),
            b"script" if is("type", "application/ld+json") => self.listening = Some(Listening::JsonLd),
            b"meta" => {
                let name = attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop"));
                if let (Some(name), Some(content)) = (name, attribute("content").filter(|c| !c.is_empty())) {
                    self.meta_tag(&name.to_ascii_lowercase(), content);
                }
            }
            b"link" if is("rel", "canonical") => {
                if let Some(href) = attribute("href").filter(|h| !h.is_empty()) {
                    self.url.offer(1, href);
                }
            }
            b"time" => {
                let marked = is("itemprop", "datePublished") || attribute("pubdate").is_some();
                if let Some(date) = attribute("datetime") {
                    if marked || !self.in_text {
                        self.date(if marked { 5 } else { 6 }, &date, marked);
                    } else if self.listening == Some(Listening::FirstParagraph) {
                        self.byline.get_or_insert(date);
                    }
                }
            }
            b"p" if !is("class", "meta") && !is("class", "date") => {
                self.end_first_paragraph();
                if !self.in_text && self.listening.is_none() {
                    self.listening = Some(Listening::FirstParagraph);
                }
                self.in_text = true;
            }
            _ if is("itemprop", "datePublished") => {
                if let Some(date) = attribute("content").or_else(|| attribute("datetime")) {
                    self.date(4, &date, true);
                }
            }
            _ => {}
        }
    }

    /// Takes an end tag.
    pub(super) fn end(&mut self, name: &[u8]) {
        let heard = match (self.listening, name) {
            (Some(Listening::FirstParagraph), b"p" | b"div" | b"body") => return self.end_first_paragraph(),
            (Some(Listening::Title | Listening::JsonLd), b"title" | b"script") => std::mem::take(&mut self.heard),
            _ => return,
        };
        match self.listening.take() {
            Some(Listening::Title) => self.title.offer(2, plain(&heard)),
            Some(Listening::JsonLd) => {
                if let Ok(value) =
                    serde_json::from_str::<Value>(heard.trim().trim_start_matches("<!--").trim_end_matches("-->"))
                {
                    self.json_ld(&value, 0);
                }
            }
            Some(Listening::FirstParagraph) | None => {}
        }
    }

    /// The first paragraph has ended: one of a few words with a `time` is a byline, and its date that of the page.
    fn end_first_paragraph(&mut self) {
        if self.listening == Some(Listening::FirstParagraph) {
            self.listening = None;
            let text = plain(&std::mem::take(&mut self.heard));
            let short = text.chars().count() <= BYLINE && !text.contains('。');
            if let Some(date) = self.byline.take().filter(|_| short) {
                self.date(6, &date, false);
            }
        }
    }

    /// Takes the content of a `meta` element, by its name in lower case.
    fn meta_tag(&mut self, name: &str, content: String) {
        match name {
            "og:title" => self.title.offer(1, content),
            "og:site_name" => self.source.offer(1, content),
            "publisher" | "dc.publisher" | "application-name" | "citation_journal_title" => {
                self.source.offer(3, content)
            }
            "author" | "article:author" if !content.contains("://") => self.source.offer(4, content),
            "og:url" => self.url.offer(2, content),
            "article:published_time" | "og:article:published_time" => self.date(1, &content, true),
            "pubdate"
            | "publishdate"
            | "publish_date"
            | "date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.date"
            | "dcterms.issued"
            | "citation_publication_date"
            | "citation_date"
            | "cxenseparse:recs:publishtime" => self.date(3, &content, true),
            "datepublished" => self.date(4, &content, true),
            _ => {}
        }
    }

    /// Takes a publication date; with `sure`, one that cannot be read is remembered.
    fn date(&mut self, rank: u8, text: &str, sure: bool) {
        match parse_date(text) {
            Some(date) => self.published.offer(rank, date),
            None if sure && !text.is_empty() => self.unread_date = Some(text.chars().take(40).collect()),
            None => {}
        }
    }

    /// Takes a JSON-LD value and what is nested in it, down to a depth of eight.
    fn json_ld(&mut self, value: &Value, depth: u8) {
        match value {
            Value::Array(all) if depth < 8 => all.iter().for_each(|v| self.json_ld(v, depth + 1)),
            Value::Object(fields) if depth < 8 => {
                let text = |v: Option<&Value>| v.and_then(Value::as_str).map(str::to_owned).filter(|s| !s.is_empty());
                if let Some(date) = text(fields.get("datePublished")) {
                    self.date(2, &date, true);
                    if let Some(headline) = text(fields.get("headline")) {
                        self.title.offer(3, headline);
                    }
                    if let Some(name) = text(fields.get("publisher").and_then(|p| p.get("name"))) {
                        self.source.offer(2, name);
                    }
                }
                for nested in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    fields.get(nested).into_iter().for_each(|v| self.json_ld(v, depth + 1));
                }
            }
            _ => {}
        }
    }

    /// The metadata found. A title 「headline - site」 is divided where the site is unnamed or named so.
    pub(super) fn meta(self) -> Meta {
        let mut title = self.title.take().unwrap_or_default();
        let mut source = self.source.take().unwrap_or_default();
        let cut = [" - ", " | ", "｜", " – ", " — ", "|"]
            .iter()
            .filter_map(|s| title.rsplit_once(s))
            .min_by_key(|(_, site)| site.len());
        if let Some((headline, site)) = cut {
            let (headline, site) = (headline.trim().to_owned(), site.trim().to_owned());
            let named = if source.is_empty() { site.chars().count() <= 20 } else { site == source };
            if named && !headline.is_empty() && !site.is_empty() {
                (title, source) = (headline, site);
            }
        }
        let unread_date = self.unread_date.filter(|_| self.published.0.is_none());
        Meta {
            title,
            source,
            url: self.url.take().unwrap_or_default(),
            published: self.published.take(),
            unread_date,
            id: String::new(),
        }
    }
}

/// Text with its character references decoded and its white space collapsed.
fn plain(raw: &str) -> String {
    let mut text = String::new();
    for token in Tokenizer::new(raw).flatten() {
        if let Token::String(s) = token {
            text.push_str(&String::from_utf8_lossy(&s));
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::page;

    #[test]
    fn dates_titles_and_sources_are_found() {
        let ld = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
        for (text, expected) in [
            ("<title>A &amp; B - 甲新聞</title>".to_owned(), ("A & B", "甲新聞", "")),
            ("<title>x｜甲</title><meta property=og:title content=題><meta property='og:site_name' content=甲>".to_owned(), ("題", "甲", "")),
            ("<meta property='article:published_time' content='2018-02-14T10:30:00+09:00'><time datetime=2018-02-20>".to_owned(), ("", "", "2018-02-14")),
            (ld(r#"{"@graph":[{"@type":"WebSite"},{"headline":"題","datePublished":"2018-02-14","publisher":{"name":"甲"}}]}"#), ("題", "甲", "2018-02-14")),
            ("<meta name=pubdate content=2018/2/3>".to_owned(), ("", "", "2018-02-03")),
            ("<span itemprop=datePublished content=2018-02-04>".to_owned(), ("", "", "2018-02-04")),
            ("<article><time datetime=2018-02-05>5日</time><p>x<time datetime=2018-01-01>".to_owned(), ("", "", "2018-02-05")),
            ("<p>本文は<time datetime=2018-01-01>元日</time>に書いた。</p>".to_owned(), ("", "", "")),
            ("<p>月刊みなと <time datetime=2018-02-08>2月8日</time> 文=甲野</p><p>本文".to_owned(), ("", "", "2018-02-08")),
            ("<p>本文</p><p>改装は<time datetime=2018-01-01>元日</time>".to_owned(), ("", "", "")),
            (ld("{broken"), ("", "", "")),
        ] {
            let meta = page(&text).1;
            let date = meta.published.map(|d| d.to_string()).unwrap_or_default();
            assert_eq!((meta.title.as_str(), meta.source.as_str(), date.as_str()), expected, "{text}");
        }
        let text = "<link rel=canonical href=https://a.example/x><meta property=og:url content=y><meta name=date content=soon>";
        let meta = page(text).1;
        assert_eq!((meta.url.as_str(), meta.unread_date.as_deref()), ("https://a.example/x", Some("soon")));
    }
}
