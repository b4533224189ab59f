//! A review in progress at a whole company, and changes of it that could be made.

use visavis::cycle::Participants;
use visavis::preview::{Preview, PreviewInputs};
use visavis::template::{Level, SettingsDraft};
use visavis::{
    Context, Conversation, Cycle, CycleCommand, CycleEvidence, Directory, Instant, Template,
    TemplateCommand, TemplateEvidence, preview,
};

use crate::{Review, admin, administrator, at, staffed};

/// A review with a conversation of everybody.
#[derive(Debug)]
pub struct Running {
    /// Its facts.
    pub review: Review,
    /// The people.
    pub directory: Directory,
    /// The conversations.
    pub conversations: Vec<Conversation>,
    /// The cycle, were its end a week later.
    longer: Cycle,
    /// The template, were administrators let edit.
    raised: Template,
}

impl Running {
    /// At a company of so many people, with an access level of administrators.
    #[must_use]
    pub fn new(count: usize, level: Level) -> Self {
        let (review, directory) = (Review::with(Participants::Everyone, level), staffed(count));
        let launch = review.context(at("2026-03-02T12:00:00Z"));
        let rolled_out = launch.roll_out(None, &directory).expect("a roll-out");
        let launched = rolled_out.launched.into_iter();
        let conversations = launched.map(|launched| launched.state).collect();
        let by = administrator();
        let (organisation, template) = (&review.organisation, &review.template);
        let end = CycleCommand::MoveEnd("2026-04-03".parse().expect("a date"));
        let evidence = CycleEvidence {
            template,
            roster: None,
            directory: None,
        };
        let longer = (review.cycle).execute(organisation, &evidence, &by, end, Self::now());
        let level = TemplateCommand::ChangeSettings(SettingsDraft {
            administrators: Some(Level::CanEdit),
            ..SettingsDraft::default()
        });
        let evidence = TemplateEvidence {
            rows: &[],
            cycles: &[&review.cycle],
        };
        let raised = template.execute(organisation, &evidence, &by, level, Self::now());
        Self {
            longer: longer.expect("a longer cycle").state,
            raised: raised.expect("a raised level").state,
            directory,
            conversations,
            review,
        }
    }

    /// When everything is asked: while all is open.
    #[must_use]
    pub fn now() -> Instant {
        at("2026-03-12T12:00:00Z")
    }

    /// The facts now.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        self.review.context(Self::now())
    }

    /// What moving the end would bring about.
    #[must_use]
    pub fn preview_of_end(&self) -> Preview {
        self.preview(&self.review.template, &self.longer)
    }

    /// What raising the access level of administrators would bring about.
    #[must_use]
    pub fn preview_of_level(&self) -> Preview {
        self.preview(&self.raised, &self.review.cycle)
    }

    fn preview(&self, template: &Template, cycle: &Cycle) -> Preview {
        let organisation = &self.review.organisation;
        let after = Context::new(organisation, template, Some(cycle), Self::now());
        let (before, after) = (self.context(), after.expect("facts that belong together"));
        let [before, after] = [&before, &after].map(|context| PreviewInputs {
            context,
            directory: &self.directory,
        });
        preview::preview(admin(), before, after, &self.conversations).expect("a preview")
    }
}
