using GrantHub.Domain.People;

namespace GrantHub.Domain.Decisions;

/// <summary>What a section of a record asks for, and so which page and which check it gets.</summary>
public enum SectionKind
{
    /// <summary>Headings of the template's own, each with text.</summary>
    Fields,
    LeadOfficer,
    Funding,
    Implications,
    Appendices,
    Confidentiality,
}

public enum FieldKind
{
    /// <summary>One line of plain text.</summary>
    Line,

    /// <summary>Paragraphs in light Markdown.</summary>
    Text,

    /// <summary>One of the template's choices.</summary>
    Choice,

    /// <summary>A calendar date, kept as yyyy-MM-dd.</summary>
    Date,

    /// <summary>One item a line, shown as a numbered list.</summary>
    NumberedList,
}

/// <summary>When an officer's signature is needed.</summary>
public enum RouteCondition
{
    Always,

    /// <summary>There is a funding proposal, or a heading that the chief finance officer advises on has an effect.</summary>
    MoneyInvolved,
}

public enum Outcome
{
    Approved,
    NotApproved,
    Noted,
    Received,
}

/// <param name="Key">Unique in the template; "title" is kept on the record itself.</param>
public sealed record TemplateField(
    string Key,
    string Label,
    FieldKind Kind,
    bool Required = false,
    string? Hint = null,
    IReadOnlyList<string>? Choices = null
);

/// <param name="Fields">Empty unless <paramref name="Kind"/> is <see cref="SectionKind.Fields"/>.</param>
public sealed record TemplateSection(
    string Key,
    string Heading,
    SectionKind Kind,
    IReadOnlyList<TemplateField>? Fields = null,
    string? Hint = null
);

/// <param name="AdviceFrom">The officer whose comments are mandatory when the heading has an effect; null: nobody.</param>
/// <param name="Risks">The heading lists risks with scores.</param>
public sealed record ImplicationHeading(
    string Key,
    string Heading,
    Role? AdviceFrom = null,
    bool Risks = false,
    string? Hint = null
);

/// <summary>One officer who must sign before the decision, in this order.</summary>
/// <param name="Statement">The exact words agreed to.</param>
public sealed record RouteStep(
    Role Role,
    string Statement,
    RouteCondition Condition = RouteCondition.Always
);

/// <param name="Label">As the notice prints it, such as "Approved".</param>
/// <param name="Statement">The exact words that the decision maker agrees to.</param>
public sealed record TemplateOutcome(Outcome Outcome, string Label, string Statement);

/// <summary>
/// Which headings and fields a record has, who must advise on and sign it, and which outcomes there are. Data: a file
/// that an administrator can add without code. A version never changes once a record rests on it.
/// </summary>
public sealed record TemplateDefinition(
    string Key,
    int Version,
    string Name,
    IReadOnlyList<TemplateSection> Sections,
    IReadOnlyList<ImplicationHeading> Implications,
    IReadOnlyList<RouteStep> Route,
    Role DecisionMaker,
    IReadOnlyList<TemplateOutcome> Outcomes,
    string? Hint = null
)
{
    public const string TitleKey = "title";

    /// <summary>The template of records imported from a log kept before GrantHub; nobody can raise one.</summary>
    public const string ImportedKey = "imported-log";

    private const int LongestKey = 80;
    private const int LongestName = 200;

    public IEnumerable<TemplateField> Fields =>
        Sections.SelectMany(section => section.Fields ?? []);

    public bool CanFund => Sections.Any(section => section.Kind == SectionKind.Funding);

    public TemplateSection? Section(string key) =>
        Sections.FirstOrDefault(section => section.Key == key);

    public ImplicationHeading? Implication(string key) =>
        Implications.FirstOrDefault(heading => heading.Key == key);

    public TemplateOutcome? Find(Outcome outcome) =>
        Outcomes.FirstOrDefault(o => o.Outcome == outcome);

    /// <summary>Every fault of the definition as a sentence; empty when a record can rest on it.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        NoGaps("sections", Sections);
        NoGaps("implications", Implications);
        NoGaps("route", Route);
        NoGaps("outcomes", Outcomes);
        if (faults.Count > 0)
            return faults;
        foreach (var section in Sections)
            NoGaps($"sections, \"{section.Key}\"", section.Fields ?? []);
        if (faults.Count > 0)
            return faults;
        if (!IsKey(Key) || Key.Length > LongestKey)
            faults.Add(
                $"key: use at most {LongestKey} lower-case letters, digits and hyphens, such as \"pcc-decision-record\"."
            );
        if (Version < 1)
            faults.Add("version: use a whole number from 1.");
        if (string.IsNullOrWhiteSpace(Name))
            faults.Add("name: say what officers call the form.");
        if (Name.Length > LongestName)
            faults.Add($"name: use at most {LongestName} characters.");
        foreach (
            var key in Sections
                .Select(section => section.Key)
                .Concat(Implications.Select(heading => heading.Key))
                .Where(key => !IsKey(key) || key.Length > LongestKey)
        )
            faults.Add(
                $"sections, implications: the key \"{key}\" stands in an address; use at most {LongestKey} lower-case letters, digits and hyphens."
            );
        foreach (
            var field in Fields.Where(f =>
                f.Key.Length is 0 or > LongestKey || !f.Key.All(char.IsAsciiLetterOrDigit)
            )
        )
            faults.Add(
                $"fields: the key \"{field.Key}\" needs 1 to {LongestKey} letters and digits, such as \"executiveSummary\"."
            );
        foreach (
            var nameless in Sections
                .Where(section => string.IsNullOrWhiteSpace(section.Heading))
                .Select(section => $"sections: \"{section.Key}\" needs a heading.")
                .Concat(
                    Fields
                        .Where(field => string.IsNullOrWhiteSpace(field.Label))
                        .Select(field => $"fields: \"{field.Key}\" needs a label.")
                )
                .Concat(
                    Implications
                        .Where(heading => string.IsNullOrWhiteSpace(heading.Heading))
                        .Select(heading => $"implications: \"{heading.Key}\" needs a heading.")
                )
        )
            faults.Add(nameless);
        Unique("sections", Sections.Select(section => section.Key));
        Unique("fields", Fields.Select(field => field.Key));
        Unique("implications", Implications.Select(heading => heading.Key));
        Unique("outcomes", Outcomes.Select(outcome => outcome.Outcome.ToString()));
        Unique("route", Route.Select(step => step.Role.ToString()));
        if (Fields.All(field => field.Key != TitleKey))
            faults.Add(
                "sections: a field with the key \"title\" is needed, because lists show it."
            );
        foreach (var field in Fields.Where(f => f.Key == TitleKey && f.Kind != FieldKind.Line))
            faults.Add(
                $"fields: \"{field.Key}\" has the kind {field.Kind}; use Line, because lists show it."
            );
        foreach (
            var kind in Enum.GetValues<SectionKind>().Where(kind => kind != SectionKind.Fields)
        )
            if (Sections.Count(section => section.Kind == kind) > 1)
                faults.Add($"sections: only one section can have the kind {kind}.");
        // Without it nobody says whether the public may read the record. A log kept before has its own column for it.
        if (
            Key != ImportedKey
            && Sections.All(section => section.Kind != SectionKind.Confidentiality)
        )
            faults.Add(
                "sections: one of the kind Confidentiality is needed, because every record says whether it is public."
            );
        foreach (
            var section in Sections.Where(s =>
                s.Kind == SectionKind.Fields && (s.Fields ?? []).Count == 0
            )
        )
            faults.Add($"sections: \"{section.Key}\" has no fields.");
        foreach (
            var field in Fields.Where(f =>
                f.Kind == FieldKind.Choice && (f.Choices ?? []).Count < 2
            )
        )
            faults.Add($"fields: \"{field.Key}\" is a choice and needs at least two choices.");
        foreach (
            var field in Fields.Where(f =>
                (f.Choices ?? []).Any(string.IsNullOrWhiteSpace)
                || (f.Choices ?? []).Distinct().Count() < (f.Choices ?? []).Count
            )
        )
            faults.Add(
                $"fields: the choices of \"{field.Key}\" must differ, and none can be empty."
            );
        if (
            Implications.Count > 0
            && Sections.All(section => section.Kind != SectionKind.Implications)
        )
            faults.Add(
                "sections: a section of the kind Implications is needed, because there are implications."
            );
        if (
            Implications.Count == 0
            && Sections.Any(section => section.Kind == SectionKind.Implications)
        )
            faults.Add(
                "implications: at least one heading is needed, because there is a section for them."
            );
        if (CanFund && Sections.All(section => section.Kind != SectionKind.LeadOfficer))
            faults.Add("sections: a lead officer is needed where a record can propose funding.");
        // An imported record is decided already; nobody signs it.
        if (
            CanFund
            && Key != ImportedKey
            && Implications.All(heading => heading.AdviceFrom != Role.ChiefFinanceOfficer)
        )
            faults.Add(
                "implications: a heading that takes advice from ChiefFinanceOfficer is needed where a record can propose funding."
            );
        foreach (var step in Route.Where(step => !IsOfficer(step.Role)))
            faults.Add(
                $"route: {step.Role} cannot sign; use ChiefFinanceOfficer or MonitoringOfficer."
            );
        if (Route.SkipLast(1).Any(step => step.Role == Role.MonitoringOfficer))
            faults.Add(
                "route: MonitoringOfficer has to be the last, because the monitoring officer states that every advice was taken."
            );
        foreach (var step in Route.Where(step => string.IsNullOrWhiteSpace(step.Statement)))
            faults.Add($"route: {step.Role} needs the statement that is agreed to.");
        foreach (
            var heading in Implications.Where(h =>
                h.AdviceFrom is { } role && Route.All(step => step.Role != role)
            )
        )
            faults.Add(
                $"implications: \"{heading.Key}\" takes advice from {heading.AdviceFrom}, who is not in the route."
            );
        if (DecisionMaker is not (Role.Commissioner or Role.Cabinet))
            faults.Add("decisionMaker: use Commissioner or Cabinet.");
        if (Outcomes.Count == 0)
            faults.Add("outcomes: at least one is needed.");
        foreach (
            var outcome in Outcomes.Where(o =>
                string.IsNullOrWhiteSpace(o.Label) || string.IsNullOrWhiteSpace(o.Statement)
            )
        )
            faults.Add($"outcomes: {outcome.Outcome} needs a label and a statement.");
        return faults;

        void NoGaps(string where, IEnumerable<object?> entries)
        {
            if (entries.Any(entry => entry is null))
                faults.Add($"{where}: an entry is null. Fill it in or take it out.");
        }

        void Unique(string where, IEnumerable<string> keys)
        {
            foreach (var twice in keys.GroupBy(key => key).Where(group => group.Count() > 1))
                faults.Add($"{where}: \"{twice.Key}\" stands twice.");
        }
    }

    private static bool IsKey(string key) =>
        key.Length > 0
        && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsOfficer(Role role) =>
        role is Role.ChiefFinanceOfficer or Role.MonitoringOfficer;
}
