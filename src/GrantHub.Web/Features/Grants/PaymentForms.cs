using System.ComponentModel.DataAnnotations;
using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain.Grants;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.Web.Features.Grants;

public sealed class PlanForm : GrantForm
{
    /// <summary>The last payment number that the form knew of.</summary>
    public int Seen { get; set; }
    public string? Year { get; set; }
    public string? Amount { get; set; }
    public InstalmentPattern? Pattern { get; set; }

    [Display(Name = "The day on which the first payment is due")]
    public DateOnly? FirstDueOn { get; set; }

    public PlanPayments ToRequest(string reference) =>
        new(reference, Seen, YearOf(Year), AmountOf(Amount), Pattern, FirstDueOn);
}

/// <summary>One planned payment, to add or to change.</summary>
public sealed class PaymentForm : GrantForm
{
    /// <summary>The last payment number that the form knew of.</summary>
    public int Seen { get; set; }

    /// <inheritdoc cref="Shown"/>
    public string? SeenTerms { get; set; }
    public string? Year { get; set; }
    public string? Amount { get; set; }

    [Display(Name = "The day on which it is due")]
    public DateOnly? DueOn { get; set; }

    /// <summary>Null for a new one.</summary>
    [BindNever]
    public int? Number { get; set; }

    public PlanPayment ToPlan(string reference) =>
        new(reference, Seen, YearOf(Year), AmountOf(Amount), DueOn);

    public ChangePayment ToChange(string reference, int number) =>
        new(reference, number, SeenTerms ?? "", AmountOf(Amount), DueOn);
}

/// <summary>What somebody does next with a payment.</summary>
public sealed class PaymentStepForm : GrantForm
{
    [Display(Name = "The day on which it was made")]
    public DateOnly? On { get; set; }
    public string? PaidReference { get; set; }
    public string? Reason { get; set; }

    [BindNever, ValidateNever]
    public PaymentStep Step { get; set; } = null!;

    [BindNever]
    public int Number { get; set; }
}

public sealed class RecoverForm : GrantForm
{
    public string? Year { get; set; }
    public int? Number { get; set; }
    public string? Amount { get; set; }

    [Display(Name = "The day on which it came back")]
    public DateOnly? On { get; set; }
    public string? BackReference { get; set; }
    public string? Reason { get; set; }

    /// <summary>Payments that were made, to choose from.</summary>
    public IReadOnlyList<SelectListItem> Payments() =>
        [
            .. Page
                .Grant.Instalments.Where(i => i.State == InstalmentState.Paid)
                .Select(i => new SelectListItem(
                    $"Payment {i.Number} of {i.Amount} for {i.Year}",
                    i.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)
                )),
        ];

    public RecoverPayment ToRequest(string reference) =>
        new(
            reference,
            YearOf(Year),
            Number,
            AmountOf(Amount),
            On,
            BackReference ?? "",
            Reason ?? ""
        );
}
