using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Grants;

/// <summary>A page that asks why before it sends a return back or takes it out.</summary>
public sealed class ReturnReasonForm
{
    public string? Reason { get; set; }

    /// <summary>The submission that the page was about.</summary>
    public int? Round { get; set; }

    [BindNever, ValidateNever]
    public ReturnSubject Subject { get; set; } = null!;

    [BindNever, ValidateNever]
    public string Title { get; set; } = "";

    /// <summary>What will happen.</summary>
    [BindNever, ValidateNever]
    public string Consequence { get; set; } = "";

    [BindNever, ValidateNever]
    public string Question { get; set; } = "";

    [BindNever, ValidateNever]
    public string Button { get; set; } = "";

    public static ReturnReasonForm SendBack(ReturnSubject subject, ReturnReasonForm form)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(form);
        form.Subject = subject;
        form.Title = $"Send return {subject.Return.Number} back";
        form.Consequence =
            $"{subject.Recipient} sees your reason, finds what was submitted in the form again, and can change and submit it. What was submitted stays in the history of the return.";
        form.Question = "What has to change?";
        form.Button = "Send it back";
        return form;
    }

    public static ReturnReasonForm Remove(ReturnSubject subject, ReturnReasonForm form)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(form);
        form.Subject = subject;
        form.Title = $"Remove return {subject.Return.Number}";
        form.Consequence =
            $"{subject.Recipient} no longer owes it. That it was asked for stays in the history of the grant.";
        form.Question = "Why is it not needed?";
        form.Button = "Remove the return";
        return form;
    }
}
