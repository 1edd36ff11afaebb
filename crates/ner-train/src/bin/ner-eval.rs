//! `ner-eval MODELS DATA [GOLD]...` evaluates the program with the model in MODELS: exact spans on the sentences in DATA, and
//! on the gold clusters GOLD how often two mentions of one thing share an identifier and mentions of two things do not.

use ner::Kind;
use std::path::Path;
use totsugo::internals::extract::entity::{EntityKind, NameModel};
use totsugo::internals::extract::{self, Kit, Reading};
use totsugo::internals::morph::Pos;
use totsugo_ner_train::cluster;
use totsugo_ner_train::data::{self, Annotated, Line};
use totsugo_ner_train::score::Score;

/// The splits that are evaluated; none is learnt from.
const PARTS: [(&str, &str); 6] =
    [("stockmark", "dev"), ("gsd", "dev"), ("gsd", "test"), ("wac", "dev"), ("wac", "test"), ("wikinews", "test")];

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().collect();
    let [_, models, data, clusters @ ..] = args.as_slice() else {
        return Err("usage: ner-eval MODELS DATA [GOLD]...".to_owned());
    };
    let file = |name: &str| std::fs::read(Path::new(models).join(name)).map_err(|e| format!("{models}/{name}: {e}"));
    let model = NameModel::from_bytes(&file("ner-ja.bin")?, Some(&file("names-ja.bin")?)).map_err(|e| e.to_string())?;
    let kit = || Kit::embedded().map_err(|e| e.to_string());
    let kits = [("rules", kit()?.with_model(None)), ("whole", kit()?.with_model(Some(model)))];
    println!("exact spans, precision/recall/F1 (names)");
    for (corpus, split) in PARTS {
        let lines = data::read(&Path::new(data).join(corpus).with_extension("jsonl"))?;
        let lines: Vec<Line> = lines.into_iter().filter(|l| l.split == split).collect();
        println!("{corpus} {split}, {} sentences", lines.len());
        println!("  ipadic: {}", proper_nouns(&lines, &kits[0].1)?);
        for (name, kit) in &kits {
            println!("  {name}: {}", program(&lines, kit)?);
        }
    }
    for folder in clusters {
        println!("{folder}: {}", cluster::agreement(Path::new(folder), &kits[1].1)?);
    }
    Ok(())
}

/// Score of the program.
fn program(lines: &[Line], kit: &Kit) -> Result<Score, String> {
    let mut reader = kit.reader();
    let mut score = Score::default();
    for line in lines {
        let record = extract::read(line.document(), &mut reader).map_err(|e| e.to_string())?;
        let gold = line.names();
        let text = &record.document.text;
        let chars = |at: usize| text[..at].chars().count();
        let mentions = record.entities.iter().filter_map(|m| {
            let (start, end) = (chars(m.span.start), chars(m.span.end));
            Some((start, end, kind(m.value.kind, line, (start, end), &gold)?))
        });
        let got: Vec<Annotated> = mentions.collect();
        score.add(&got, &gold);
    }
    Ok(score)
}

/// The type of the data for a type of the program; none for laws, and for events where they are not annotated. Media are works
/// if the gold says so, else organisations.
fn kind(kind: EntityKind, line: &Line, at: (usize, usize), gold: &[Annotated]) -> Option<Kind> {
    Some(match kind {
        EntityKind::Person => Kind::Person,
        EntityKind::Org => Kind::Org,
        EntityKind::Loc => Kind::Loc,
        EntityKind::Product | EntityKind::CryptoAsset => Kind::Product,
        EntityKind::Media if gold.contains(&(at.0, at.1, Kind::Product)) => Kind::Product,
        EntityKind::Media => Kind::Org,
        EntityKind::Event if line.without_events() => return None,
        EntityKind::Event => Kind::Event,
        EntityKind::Law => return None,
    })
}

/// Score of a baseline: runs of proper nouns of the dictionary, with the type of the last.
fn proper_nouns(lines: &[Line], kit: &Kit) -> Result<Score, String> {
    let mut worker = kit.tokenizer().worker();
    let mut score = Score::default();
    for line in lines {
        let document = line.document();
        let reading = Reading::new(&document, &mut worker).map_err(|e| e.to_string())?;
        let chars = |at: usize| document.text[..at].chars().count();
        let mut got: Vec<Annotated> = Vec::new();
        let mut end = None;
        for token in &reading.tokens {
            let kind = match token.pos {
                pos if pos.is_person() => Kind::Person,
                Pos::Place => Kind::Loc,
                Pos::Organization => Kind::Org,
                Pos::ProperNoun => Kind::Product,
                _ => continue,
            };
            let span = totsugo::internals::text::Span::new(token.start as usize, token.end as usize);
            let span = reading.view.original(span);
            match got.last_mut().filter(|_| end == Some(token.start)) {
                Some(run) => (run.1, run.2) = (chars(span.end), kind),
                None => got.push((chars(span.start), chars(span.end), kind)),
            }
            end = Some(token.end);
        }
        score.add(&got, &line.names());
    }
    Ok(score)
}
