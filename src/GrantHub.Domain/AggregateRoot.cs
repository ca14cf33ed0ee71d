namespace GrantHub.Domain;

/// <summary>What happened to an aggregate, in the words of its history. Becomes one audit entry when it is saved.</summary>
/// <param name="What">A stable word such as "Submitted"; pages turn it into a sentence.</param>
/// <param name="Role">The role in which the person acted, deputies included; null where the role does not matter.</param>
/// <param name="Why">The reason given, or null.</param>
/// <param name="Before">What stood before, as text, or null.</param>
/// <param name="After">What stands now, as text, or null.</param>
public sealed record Happening(
    string What,
    string? Role = null,
    string? Why = null,
    string? Before = null,
    string? After = null
);

/// <summary>The root of what is loaded, guarded and saved as one. Its version changes with every save of it or a child.</summary>
public abstract class AggregateRoot
{
    private readonly List<Happening> happenings = [];

    public long Id { get; private set; }

    /// <summary>Concurrency token, stamped anew by every save.</summary>
    public Guid Version { get; private set; }

    /// <summary>What happened since it was loaded and is not yet in the audit trail.</summary>
    public IReadOnlyList<Happening> Happenings => happenings;

    /// <summary>The word under which the audit trail keeps this kind of thing, such as "decision".</summary>
    public abstract string SubjectKind { get; }

    public void StampVersion() => Version = Guid.NewGuid();

    public void ForgetHappenings() => happenings.Clear();

    protected void Happened(Happening happening) => happenings.Add(happening);
}
