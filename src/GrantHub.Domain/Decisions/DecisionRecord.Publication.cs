using GrantHub.Domain.People;
using GrantHub.Domain.Publication;

namespace GrantHub.Domain.Decisions;

/// <summary>What of a record the public sees, and from when: exempt parts, publish, withhold, correct, take down.</summary>
/// <remarks>
/// Exempt information: Local Government Act 1972 Sch. 12A. A commissioner publishes each decision of significant public
/// interest: Elected Local Policing Bodies (Specified Information) Order 2011, Sch. para 5.
/// </remarks>
public sealed partial class DecisionRecord
{
    /// <summary>The furthest ahead that a day of publication may lie, in days.</summary>
    public const int FurthestPublication = 366;

    private readonly List<PublishedVersion> versions = [];

    /// <summary>
    /// What differs in the next version that goes out. What is out already is in <see cref="Versions"/>.
    /// </summary>
    public PublicationPlan Plan { get; private set; } = PublicationPlan.Everything;
    public DateTime? PublishedAt { get; private set; }
    public DateTime? WithheldAt { get; private set; }
    public string? WithheldReason { get; private set; }

    /// <summary>The day on which it goes out by itself; null: somebody publishes it.</summary>
    public DateOnly? PublishOn { get; private set; }
    public string? PublishOnByName { get; private set; }

    /// <summary>Not loaded with the record, unless a use case asks for them.</summary>
    public IReadOnlyList<PublishedVersion> Versions => [.. versions.OrderBy(v => v.Number)];

    public PublicationState Publication =>
        (Outcome, PublishedAt, WithheldAt) switch
        {
            (null, _, _) => PublicationState.NotDecided,
            (_, not null, _) => PublicationState.Published,
            (_, _, not null) => PublicationState.Withheld,
            _ => PublicationState.NotYetPublished,
        };

    /// <summary>Keeps one part from the public. What is published already stays as it is until it is corrected.</summary>
    /// <param name="part">A key of <see cref="NoticeParts"/>.</param>
    public void Exempt(
        Actor by,
        TemplateDefinition template,
        string part,
        string? ground,
        string? reasoning,
        DateTime at
    )
    {
        var place = GuardPart(by, template, part);
        if (part == NoticeParts.Title)
            throw new DomainException(
                "exempt.title",
                "The title is always public. Where it says too much, correct its wording."
            );
        if (ground is null || !ExemptGrounds.All.Contains(ground))
            throw new DomainException(
                "exempt.ground",
                $"Choose the ground on which \"{place.Heading}\" is exempt. The public sees it in place of the part."
            );
        var words = PastedText.Normalise(reasoning);
        if (string.IsNullOrWhiteSpace(words))
            throw new DomainException(
                "exempt.reasoning",
                "Say why the public interest in keeping it exempt outweighs the interest in showing it."
            );
        var exemption = new Exemption(part, ground, words);
        if (Plan.ExemptionOf(part) == exemption)
            return;
        Replan(
            Plan.With(exemption),
            new Happening("Exempted", Why: words, After: $"{place.Heading}: {ground}"),
            at
        );
    }

    /// <summary>Lets the public see a part again, from the next version that goes out.</summary>
    public void Unexempt(Actor by, TemplateDefinition template, string part, DateTime at)
    {
        var place = GuardPart(by, template, part);
        if (Plan.ExemptionOf(part) is not { } exemption)
            return;
        Replan(
            Plan.Without(part),
            new Happening("Unexempted", Before: $"{place.Heading}: {exemption.Ground}"),
            at
        );
    }

    /// <summary>
    /// Puts right what the public reads of a text, where the decided record has a slip. The record itself never changes.
    /// </summary>
    /// <param name="text">The record's own words: nothing is corrected.</param>
    public void CorrectWording(TemplateDefinition template, string part, string? text, DateTime at)
    {
        if (Outcome is null)
            throw new DomainException(
                "wording.undecided",
                $"{Label} has not been decided. Change the record itself."
            );
        var place = PlaceOf(template, part);
        if (place.Field is null)
            throw new DomainException(
                "wording.part",
                "Only the wording of a text can be corrected. A later record can vary the decision."
            );
        var field = place.Field.Key;
        var asKept = new DecisionContent().With(field, text).Answer(field);
        if (asKept is null)
            throw new DomainException(
                "wording.empty",
                $"Enter what the public is to read under \"{place.Heading}\". Where they are to read nothing, make the part exempt."
            );
        if (part == NoticeParts.Title && asKept.Length > LongestTitle)
            throw new DomainException(
                "wording.title",
                $"The title can have at most {LongestTitle} characters."
            );
        var before = Plan.WordingOf(part) ?? Content.Answer(field);
        if (asKept == before)
            return;
        Replan(
            Plan.Worded(part, asKept == Content.Answer(field) ? null : asKept),
            new Happening($"Reworded:{place.Heading}", Before: before, After: asKept),
            at
        );
    }

    /// <summary>Gives up the changes that are not out yet.</summary>
    public void ForgetPlan(PublishedVersion latest, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(latest);
        Replan(latest.Plan, new Happening("CorrectionForgotten"), at);
    }

    /// <summary>Lets the decided record into the public register.</summary>
    public PublishedVersion Publish(
        string byName,
        TemplateDefinition template,
        AuditPoint? audit,
        DateTime at
    )
    {
        if (Outcome is null)
            throw new DomainException(
                "publish.undecided",
                $"{Label} has not been decided, so it cannot be published."
            );
        if (PublishedAt is not null)
            throw DomainException.Conflict("publish.twice", $"{Label} is published already.");
        var day = PublishOn;
        PublishedAt = at;
        WaitsSince = null;
        WithheldAt = null;
        WithheldReason = null;
        PublishOn = null;
        PublishOnByName = null;
        UpdatedAt = at;
        var version = AddVersion(template, audit, null, byName, at);
        Happened(
            new Happening(
                "Published",
                Why: day is null ? null : $"On the day that {byName} had set",
                After: version.Sha256
            )
        );
        return version;
    }

    /// <summary>The first version of a record that has been in the register since before versions were kept.</summary>
    public PublishedVersion KeepFirstVersion(TemplateDefinition template, AuditPoint? audit) =>
        AddVersion(
            template,
            audit,
            null,
            Actor.Operator.Name,
            PublishedAt ?? throw new DomainException("publish.not", $"{Label} is not published.")
        );

    /// <summary>Publishes what the plan says now in place of the latest version, which stays readable.</summary>
    /// <param name="note">What changed and why, for everybody to read.</param>
    public PublishedVersion Correct(
        Actor by,
        TemplateDefinition template,
        AuditPoint? audit,
        string? note,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        var latest = GuardLatest();
        var words = PastedText.Normalise(note);
        if (string.IsNullOrWhiteSpace(words))
            throw new DomainException(
                "correct.note",
                "Say what changes and why. Everybody who reads the decision sees it."
            );
        var version = AddVersion(template, audit, words, by.Name, at);
        if (version.Sha256 == latest.Sha256 && ShowSameConditions(version.Plan, latest.Plan))
        {
            versions.Remove(version);
            throw new DomainException(
                "correct.same",
                $"Nothing differs from version {latest.Number}. Change what is exempt, or the wording, first."
            );
        }
        UpdatedAt = at;
        Happened(
            new Happening(
                "Corrected",
                Why: words,
                Before: latest.Sha256,
                After: $"Version {version.Number}, {version.Sha256}"
            )
        );
        return version;
    }

    /// <summary>
    /// Takes an earlier version out of the public's sight, where it said what it must not say. It is kept, and the public
    /// is told that there was one and why it is gone.
    /// </summary>
    public PublishedVersion TakeDown(int number, string? reason, DateTime at)
    {
        var latest = GuardLatest();
        var version =
            versions.Find(version => version.Number == number)
            ?? throw new DomainException("take-down.none", $"{Label} has no version {number}.");
        if (version == latest)
            throw new DomainException(
                "take-down.latest",
                $"Version {number} is what the public reads now. Publish a correction first; then take this version down."
            );
        if (version.TakenDownAt is not null)
            throw DomainException.Conflict(
                "take-down.twice",
                $"Version {number} of {Label} has been taken down already."
            );
        var words = PastedText.Normalise(reason);
        if (string.IsNullOrWhiteSpace(words))
            throw new DomainException(
                "take-down.reason",
                "Say why the version is taken down. Everybody who looks for it sees the reason."
            );
        version.TakeDown(words, at);
        UpdatedAt = at;
        Happened(new Happening($"TakenDown:{number}", Why: words, Before: version.Sha256));
        return version;
    }

    /// <summary>Sets the day on which the record goes out by itself.</summary>
    public void PublishLater(Actor by, DateOnly day, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (Publication is PublicationState.NotDecided)
            throw new DomainException(
                "publish.undecided",
                $"{Label} has not been decided, so it cannot be published."
            );
        if (Publication is PublicationState.Published)
            throw DomainException.Conflict("publish.twice", $"{Label} is published already.");
        var today = at.LondonDate();
        if (day <= today)
            throw new DomainException("publish.day", "Enter a day after today, or publish it now.");
        if (day > today.AddDays(FurthestPublication))
            throw new DomainException(
                "publish.far",
                "Enter a day within a year. Withhold the record where it is to stay in the office."
            );
        PublishOn = day;
        PublishOnByName = by.Name;
        WithheldAt = null;
        WithheldReason = null;
        WaitsSince = null;
        UpdatedAt = at;
        Happened(new Happening("PublicationSet", After: day.Iso()));
    }

    /// <summary>Takes the day of publication back; somebody publishes it or withholds it.</summary>
    public void ForgetDay(DateTime at)
    {
        if (PublishOn is not { } day)
            return;
        PublishOn = null;
        PublishOnByName = null;
        WaitsSince = DecidedOn;
        UpdatedAt = at;
        Happened(new Happening("PublicationUnset", Before: day.Iso()));
    }

    /// <summary>Keeps the decided record out of the public register, with a reason.</summary>
    public void Withhold(string reason, DateTime at)
    {
        if (Outcome is null)
            throw new DomainException(
                "publish.undecided",
                $"{Label} has not been decided, so there is nothing to withhold."
            );
        if (PublishedAt is not null)
            throw new DomainException(
                "withhold.published",
                $"{Label} is published, so it can no longer be withheld."
            );
        if (WithheldAt is not null)
            throw DomainException.Conflict(
                "withhold.twice",
                $"{Label} is withheld already: {WithheldReason}"
            );
        var words = PastedText.Normalise(reason);
        if (string.IsNullOrWhiteSpace(words))
            throw new DomainException("withhold.reason", "Say why the record is not published.");
        WithheldAt = at;
        PublishOn = null;
        PublishOnByName = null;
        WaitsSince = null;
        WithheldReason = words;
        UpdatedAt = at;
        Happened(new Happening("Withheld", Why: WithheldReason));
    }

    private PublishedVersion AddVersion(
        TemplateDefinition template,
        AuditPoint? audit,
        string? note,
        string byName,
        DateTime at
    )
    {
        var version = new PublishedVersion(
            versions.Select(version => version.Number).DefaultIfEmpty().Max() + 1,
            NoticeWriter.Public(this, template, audit),
            Plan,
            note,
            byName,
            at
        );
        versions.Add(version);
        return version;
    }

    /// <remarks>The versions have to be loaded.</remarks>
    private PublishedVersion GuardLatest() =>
        PublishedAt is not null && versions.MaxBy(version => version.Number) is { } latest
            ? latest
            : throw new DomainException(
                "correct.unpublished",
                $"{Label} is not published, so there is nothing to correct. Change what goes out and publish it."
            );

    private static bool ShowSameConditions(PublicationPlan one, PublicationPlan other) =>
        one.IsExempt(NoticeParts.Conditions) == other.IsExempt(NoticeParts.Conditions);

    /// <summary>A day that was set is for what was previewed then; whoever changes what goes out has to look again.</summary>
    private void Replan(PublicationPlan plan, Happening happening, DateTime at)
    {
        Plan = plan;
        UpdatedAt = at;
        Happened(happening);
        ForgetDay(at);
    }

    private NoticePlace GuardPart(Actor by, TemplateDefinition template, string part)
    {
        if (IsSealed)
            throw DomainException.Conflict(
                "exempt.sealed",
                $"{Label} is being signed. What is exempt can be changed once it is decided, or when it is returned."
            );
        if (WithdrawnAt is not null)
            throw DomainException.Conflict(
                "exempt.withdrawn",
                $"{Label} has been withdrawn, so nothing of it goes out."
            );
        if (IsDraft && NotEditable(by) is { } refusal)
            throw refusal;
        return PlaceOf(template, part);
    }

    private NoticePlace PlaceOf(TemplateDefinition template, string part) =>
        NoticeParts.Of(this, template).FirstOrDefault(place => place.Part == part)
        ?? throw new DomainException(
            "exempt.part",
            "The record has no such part. Choose one of the list."
        );
}
