namespace GrantHub.Web.Features.Grants;

/// <summary>A page that asks why before it sends a return back or takes it out.</summary>
public sealed class ReturnReasonForm
{
    public string? Reason { get; set; }

    /// <summary>The submission that the page was about.</summary>
    public int? Round { get; set; }

    internal ReturnSubject Subject { get; set; } = null!;

    internal string Title { get; set; } = "";

    /// <summary>What will happen.</summary>
    internal string Consequence { get; set; } = "";

    internal string Question { get; set; } = "";

    internal string Button { get; set; } = "";

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
