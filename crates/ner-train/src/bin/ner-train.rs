//! `ner-train DATA OUT` trains the model on the sentences in DATA and writes it, with its gazetteer, into OUT.

use ner::{Model, Names, Tagger};
use std::path::Path;
use totsugo::internals::morph::Tokenizer;
use totsugo_ner_train::crf::{Crf, Settings};
use totsugo_ner_train::data::{self, Line, Tokenised};
use totsugo_ner_train::fit;
use totsugo_ner_train::list;
use totsugo_ner_train::score::Score;

/// The corpora that are learnt from.
const CORPORA: [&str; 3] = ["stockmark", "gsd", "wac"];

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().collect();
    let [_, from, to] = args.as_slice() else {
        return Err("usage: ner-train DATA OUT".to_owned());
    };
    let (from, to) = (Path::new(from), Path::new(to));
    let tokenizer = Tokenizer::embedded().map_err(|e| e.to_string())?;
    let names = list::read(from)?;
    let mut lines = Vec::new();
    for corpus in CORPORA {
        lines.extend(data::read(&from.join(corpus).with_extension("jsonl"))?);
    }
    let settings = Settings::default();
    let mut weights = learn(&lines, &tokenizer, &names, &settings)?;
    weights.confidence = confidence(&weights, &lines, &tokenizer, &names)?;
    for (file, bytes) in [("ner-ja.bin", weights.to_bytes()), ("names-ja.bin", names.to_bytes())] {
        std::fs::write(to.join(file), &bytes).map_err(|e| format!("{file}: {e}"))?;
        println!("{file}: {} bytes", bytes.len());
    }
    Ok(())
}

/// Trains the weights.
fn learn(lines: &[Line], tokenizer: &Tokenizer, names: &Names, settings: &Settings) -> Result<ner::Weights, String> {
    let mut worker = tokenizer.worker();
    let mut examples = Vec::new();
    for line in lines.iter().filter(|l| l.split == "train" && !l.opt) {
        examples.extend(data::examples(line, &mut worker, names)?);
    }
    let sentences = examples.len();
    let (mut crf, prepared) = Crf::new(examples, settings.least);
    println!("{sentences} sentences, {} features", crf.len());
    crf.train(&prepared, settings, |round, epoch, loss| println!("round {round}, epoch {epoch}: loss {loss:.4}"));
    Ok(crf.weights(settings, tokenizer.name(), names.fingerprint()))
}

/// Slope and intercept of the confidence, calibrated on the development sentences. Prints the scores there.
fn confidence(
    weights: &ner::Weights,
    lines: &[Line],
    tokenizer: &Tokenizer,
    names: &Names,
) -> Result<[f32; 2], String> {
    let model = Model::from_bytes(&weights.to_bytes()).map_err(|e| e.to_string())?;
    let mut tagger = Tagger::new(&model, names);
    let mut worker = tokenizer.worker();
    let mut leads = Vec::new();
    let mut scores = [Score::default(); CORPORA.len()];
    for line in lines.iter().filter(|l| l.split == "dev") {
        let gold = line.names();
        let tokenised = Tokenised::new(line, &mut worker)?;
        let mut got = Vec::new();
        for sentence in tokenised.sentences() {
            let mut found = Vec::new();
            tagger.tag(&tokenised.words(sentence), &mut found);
            for name in found {
                let (start, end) = tokenised.chars(sentence, name.from..name.to);
                let name_here = (start, end, name.kind);
                if line.without_events() && name.kind == ner::Kind::Event {
                    continue;
                }
                leads.push((name.lead, gold.contains(&name_here)));
                got.push(name_here);
            }
        }
        let corpus = if line.src == "sm" { 0 } else { 1 + usize::from(line.src == "wac") };
        scores[corpus].add(&got, &gold);
    }
    for (corpus, score) in CORPORA.iter().zip(scores) {
        println!("{corpus} dev: {score}");
    }
    Ok(fit::logistic(&leads))
}
