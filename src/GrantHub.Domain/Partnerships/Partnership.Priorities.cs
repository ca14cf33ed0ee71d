namespace GrantHub.Domain.Partnerships;

/// <summary>What a partnership has set itself to do.</summary>
/// <param name="Number">Within the partnership.</param>
/// <param name="LeadId">The member that leads on it, as an organisation.</param>
/// <param name="From">The first financial year; null: not said.</param>
/// <param name="To">The last financial year; null: not said.</param>
public sealed record PartnershipPriority(
    int Number,
    string Title,
    string? Description,
    long LeadId,
    FinancialYear? From,
    FinancialYear? To
);

/// <summary>The priorities, each with a lead partner.</summary>
public sealed partial class Partnership
{
    /// <summary>In the order in which the partnership puts them.</summary>
    public IReadOnlyList<PartnershipPriority> Priorities { get; private set; } = [];

    public PartnershipPriority AddPriority(
        string title,
        string? description,
        long leadId,
        FinancialYear? from,
        FinancialYear? to
    )
    {
        var priority = Guarded(new PartnershipPriority(0, title, description, leadId, from, to));
        // A form that is sent twice adds one priority.
        if (Priorities.Any(p => p with { Number = 0 } == priority))
            throw new DomainException(
                "priority.twice",
                $"{Name} has the priority {priority.Title} with these details already."
            );
        priority = priority with { Number = NextNumber() };
        Priorities = [.. Priorities, priority];
        Happened(new Happening("PriorityAdded", After: Words(priority)));
        return priority;
    }

    public void ChangePriority(
        int number,
        string title,
        string? description,
        long leadId,
        FinancialYear? from,
        FinancialYear? to
    )
    {
        var before = PriorityOf(number);
        var after = Guarded(new PartnershipPriority(number, title, description, leadId, from, to));
        Priorities = [.. Priorities.Select(p => p.Number == number ? after : p)];
        Happened(new Happening("PriorityChanged", Before: Words(before), After: Words(after)));
    }

    /// <summary>Puts a priority before the one that stands above it; the first stays where it is.</summary>
    public void MovePriorityUp(int number)
    {
        var priority = PriorityOf(number);
        var order = Priorities.ToList();
        var place = order.IndexOf(priority);
        if (place == 0)
            return;
        order.RemoveAt(place);
        order.Insert(place - 1, priority);
        var before = Titles();
        Priorities = order;
        Happened(new Happening("PrioritiesReordered", Before: before, After: Titles()));
    }

    public void RemovePriority(int number)
    {
        var priority = PriorityOf(number);
        Priorities = [.. Priorities.Where(p => p.Number != number)];
        Happened(new Happening("PriorityRemoved", Before: Words(priority)));
    }

    private PartnershipPriority Guarded(PartnershipPriority typed)
    {
        var title = PastedText.Required(
            typed.Title,
            "priority.title",
            "Enter the title of the priority."
        );
        if (!IsMember(typed.LeadId))
            throw new DomainException(
                "priority.lead",
                "Choose a member of the partnership to lead on the priority."
            );
        if (typed.To < typed.From)
            throw new DomainException(
                "priority.years",
                $"The priority starts in {typed.From}, so its last year cannot be before that."
            );
        return typed with { Title = title, Description = PastedText.Optional(typed.Description) };
    }

    private PartnershipPriority PriorityOf(int number) =>
        Priorities.FirstOrDefault(p => p.Number == number)
        ?? throw new DomainException(
            "priority.gone",
            $"{Name} has no such priority. Somebody may have removed it."
        );

    private string Titles() => string.Join("; ", Priorities.Select(p => p.Title));

    private string Words(PartnershipPriority priority) =>
        string.Join(
            ", ",
            new[]
            {
                priority.Title,
                $"led by {MemberOf(priority.LeadId).Name}",
                priority.From is { } from ? $"from {from}" : null,
                priority.To is { } to ? $"to {to}" : null,
                priority.Description,
            }.OfType<string>()
        );
}
