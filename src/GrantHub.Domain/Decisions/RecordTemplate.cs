namespace GrantHub.Domain.Decisions;

/// <summary>One version of a template as it is kept. The definition never changes; a change is a new version.</summary>
public sealed class RecordTemplate : AggregateRoot
{
    private RecordTemplate() { }

    public const string Subject = "template";

    public override string SubjectKind => Subject;

    public string Key { get; private set; } = "";
    public int TemplateVersion { get; private set; }
    public string Name { get; private set; } = "";
    public TemplateDefinition Definition { get; private set; } = null!;
    public DateTime AddedAt { get; private set; }

    /// <summary>Null while new records can be raised on it.</summary>
    public DateTime? RetiredAt { get; private set; }

    public static RecordTemplate Add(TemplateDefinition definition, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (definition.Faults() is { Count: > 0 } faults)
            throw new DomainException("template.faults", string.Join(" ", faults));
        var template = new RecordTemplate
        {
            Key = definition.Key,
            TemplateVersion = definition.Version,
            Name = definition.Name,
            Definition = definition,
            AddedAt = at,
        };
        template.Happened(
            new Happening(
                "TemplateAdded",
                After: $"{template.Name}, version {template.TemplateVersion}"
            )
        );
        return template;
    }

    public void Retire(DateTime at)
    {
        if (RetiredAt is not null)
            return;
        RetiredAt = at;
        Happened(new Happening("TemplateRetired"));
    }

    public void Reinstate()
    {
        if (RetiredAt is null)
            return;
        RetiredAt = null;
        Happened(new Happening("TemplateReinstated"));
    }
}
