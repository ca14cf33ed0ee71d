using System.ComponentModel.DataAnnotations;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GrantHub.Web.Features.Grants;

public sealed class OverrideForm : GrantForm
{
    public string? Reason { get; set; }

    /// <summary>What the page showed as blocking.</summary>
    public string? Seen { get; set; }

    [BindNever]
    public DateOnly Today { get; set; }
}

public sealed class ReleaseForm : GrantForm
{
    /// <summary>In pence, what the form showed as released.</summary>
    public long Seen { get; set; }
    public string? Amount { get; set; }
    public string? Reason { get; set; }

    [BindNever]
    public FinancialYear Year { get; set; }

    public ReleaseEarly ToRequest(string reference) =>
        new(reference, Year, new Money(Seen), AmountOf(Amount), Reason ?? "");
}

public sealed class SettleForm : GrantForm
{
    public string? CarryForward { get; set; }
    public string? Recover { get; set; }
    public string? Offset { get; set; }
    public string? Note { get; set; }

    [BindNever]
    public FinancialYear Year { get; set; }

    public SettleYear ToRequest(string reference) =>
        new(reference, Year, Part(CarryForward), Part(Recover), Part(Offset), Note);

    private static Money? Part(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Money.Zero : AmountOf(text);
}

public sealed class TerminateForm : GrantForm
{
    [Display(Name = "The day on which the grant ends")]
    public DateOnly? On { get; set; }
    public string? Reason { get; set; }
    public UnpaidChoice? Unpaid { get; set; }
    public string? PayUpTo { get; set; }
    public string? UnpaidNote { get; set; }
    public UnspentChoice? Unspent { get; set; }
    public string? UnspentNote { get; set; }

    public TerminateGrant ToRequest(string reference) =>
        new(
            reference,
            On,
            Reason ?? "",
            Unpaid,
            Unpaid == UnpaidChoice.PayUpTo ? AmountOf(PayUpTo) : null,
            UnpaidNote ?? "",
            Unspent,
            UnspentNote ?? ""
        );
}

public sealed class SucceedForm : GrantForm
{
    public string? Name { get; set; }

    [Display(Name = "The day from which it receives the grant")]
    public DateOnly? On { get; set; }
    public string? Reason { get; set; }
    public string? Decision { get; set; }

    /// <summary>Names to offer while the organisation is typed.</summary>
    [BindNever]
    public IReadOnlyList<string> Known { get; set; } = [];
}
