//! A pipeline put together from what is embedded and what a user brings.

use super::Pipeline;
use crate::crosscheck::Against;
use crate::error::Error;
use crate::extract::Kit;
use crate::extract::entity::{Aliases, NameModel};
use crate::fact::{Linker, Tolerance, Tolerances};
use crate::lexicon::Concepts;
use crate::morph::Tokenizer;
use crate::pipeline::Engine;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Puts a [`Pipeline`] together. What is not set is what the program embeds.
///
/// ```
/// use totsugo::Pipeline;
///
/// let totsugo = Pipeline::builder()
///     .concepts_csv("concept,surfaces\n流出,流出|持ち出し\n")?
///     .aliases_csv("canonical,type,alias\n若宮商会,ORG,ワカショー\n")?
///     .tolerance("売上高", "1%")?
///     .jobs(2)
///     .build()?;
/// # let _ = totsugo;
/// # Ok::<(), totsugo::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct PipelineBuilder {
    dictionary: Option<PathBuf>,
    words: Option<PathBuf>,
    model: Option<PathBuf>,
    aliases: Aliases,
    concepts: Option<Arc<Concepts>>,
    tolerances: Vec<(String, Tolerance)>,
    jobs: usize,
}

impl PipelineBuilder {
    /// Adds synonyms: a CSV of `concept,surfaces` with `|` between surfaces, as in `総額,総額|合計額`. They are further surfaces
    /// of a concept the program knows, or concepts of your own, and hold for this pipeline alone.
    ///
    /// # Errors
    /// [`Error::Usage`] when the file cannot be read, [`Error::Line`] for a line that is no row.
    pub fn concepts(self, path: impl AsRef<Path>) -> Result<Self, Error> {
        Ok(self.with_concepts(concepts(path.as_ref())?))
    }

    /// The same with the text of the CSV.
    ///
    /// # Errors
    /// [`Error::Line`] for a line that is no row.
    pub fn concepts_csv(self, csv: &str) -> Result<Self, Error> {
        Ok(self.with_concepts(Arc::new(Concepts::with(csv).map_err(refused("synonyms"))?)))
    }

    /// Adds names: a CSV of `canonical,type,alias`, as in `若宮商会,ORG,ワカショー`.
    ///
    /// # Errors
    /// [`Error::Usage`] when the file cannot be read, [`Error::Line`] for a line that is no row.
    pub fn aliases(self, path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let csv = text(path, "reading the aliases")?;
        Ok(PipelineBuilder { aliases: Aliases::parse(&csv).map_err(refused(path))?, ..self })
    }

    /// The same with the text of the CSV.
    ///
    /// # Errors
    /// [`Error::Line`] for a line that is no row.
    pub fn aliases_csv(self, csv: &str) -> Result<Self, Error> {
        Ok(PipelineBuilder { aliases: Aliases::parse(csv).map_err(refused("aliases"))?, ..self })
    }

    /// How far two values of an attribute may be apart and still be one: `1%`, `5000万円`, `2日`, `30分`. The attribute is a word
    /// of the label or a synonym of one; `*` is any. May be called for several.
    ///
    /// # Errors
    /// [`Error::Usage`] when `distance` is none.
    pub fn tolerance(mut self, attribute: impl Into<String>, distance: &str) -> Result<Self, Error> {
        self.tolerances.push((attribute.into(), Tolerance::parse(distance).map_err(Error::Usage)?));
        Ok(self)
    }

    /// Reads words with the lindera dictionary in a folder, in place of the embedded IPADIC.
    pub fn dictionary(self, folder: impl Into<PathBuf>) -> Self {
        PipelineBuilder { dictionary: Some(folder.into()), ..self }
    }

    /// Adds words: a CSV of `word,kind[,reading]`, as in `若宮商会,組織`.
    pub fn words(self, path: impl Into<PathBuf>) -> Self {
        PipelineBuilder { words: Some(path.into()), ..self }
    }

    /// Finds names with the model in a file, in place of the embedded one; its list of names, `names-ja.bin`, lies beside it.
    pub fn model(self, path: impl Into<PathBuf>) -> Self {
        PipelineBuilder { model: Some(path.into()), ..self }
    }

    /// How many threads work: 0, which is the default, for as many as the machine has cores.
    pub fn jobs(self, threads: usize) -> Self {
        PipelineBuilder { jobs: threads, ..self }
    }

    /// Loads the dictionary and the model.
    ///
    /// # Errors
    /// [`Error::Dictionary`] when the dictionary or the user's words cannot be loaded, [`Error::Usage`] and [`Error::Line`] when
    /// the model cannot.
    pub fn build(mut self) -> Result<Pipeline, Error> {
        let tolerances = Tolerances(std::mem::take(&mut self.tolerances));
        let engine = self.engine()?;
        let linker = Linker::default().with_concepts(engine.kit().concepts().clone());
        Ok(Pipeline { engine, against: Against { linker, tolerances, ..Against::default() } })
    }

    /// With synonyms that were read before.
    pub(crate) fn with_concepts(self, concepts: Arc<Concepts>) -> Self {
        PipelineBuilder { concepts: Some(concepts), ..self }
    }

    /// What documents are read with.
    pub(crate) fn engine(self) -> Result<Engine, Error> {
        let mut kit = Kit::new(Tokenizer::load(self.dictionary.as_deref(), self.words.as_deref())?);
        if let Some(path) = &self.model {
            let model = model(path, kit.tokenizer().name())?;
            kit = kit.with_model(Some(model));
        }
        if let Some(concepts) = self.concepts {
            kit = kit.with_concepts(concepts);
        }
        Ok(Engine::new(kit.with_aliases(self.aliases), self.jobs))
    }
}

/// The synonyms of the program and of a file.
pub(crate) fn concepts(path: &Path) -> Result<Arc<Concepts>, Error> {
    let csv = text(path, "reading the synonyms")?;
    Ok(Arc::new(Concepts::with(&csv).map_err(refused(path))?))
}

fn text(path: &Path, doing: &'static str) -> Result<String, Error> {
    let text = std::fs::read_to_string(path).map_err(Error::named(path, doing))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// The error of a line of a CSV.
fn refused(path: impl Into<PathBuf>) -> impl FnOnce((usize, String)) -> Error {
    let path = path.into();
    move |(line, message)| Error::Line { path, line, message }
}

/// Reads the model of names in a file, and the list beside it.
///
/// # Errors
/// [`Error::Usage`] when a file cannot be read, [`Error::Line`] when it is no model or was trained with another dictionary.
fn model(path: &Path, dictionary: &str) -> Result<NameModel, Error> {
    let refused = |message: String| Error::Line { path: path.to_owned(), line: 0, message };
    let bytes = std::fs::read(path).map_err(Error::named(path, "reading the model of names"))?;
    let list = path.with_file_name("names-ja.bin");
    let list = match std::fs::read(&list) {
        Ok(bytes) => Some(bytes),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
        Err(e) => return Err(Error::io(list, "reading the list of names")(e)),
    };
    let model = NameModel::from_bytes(&bytes, list.as_deref()).map_err(|e| refused(e.to_string()))?;
    if model.tokenizer() == dictionary {
        return Ok(model);
    }
    Err(refused(format!(
        "trained with the dictionary {}, not with {dictionary}; leave out one of the two",
        model.tokenizer()
    )))
}
