using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>What the pages have in common on which people act on a grant: they end on the grant's own page.</summary>
public abstract class GrantFormController(IMediator mediator, ICurrentUser user)
    : FeatureController(mediator)
{
    protected ICurrentUser Person { get; } = user;

    /// <summary>The grant, for somebody who may do what the form is for.</summary>
    protected async Task<Grant> ReadAsync(string reference, GrantForm form, Permission needed)
    {
        ArgumentNullException.ThrowIfNull(form);
        Person.Demand(needed);
        form.Page = await Ask(new ReadGrant(reference));
        return form.Page.Grant;
    }

    protected async Task<IActionResult> ShowAsync(
        string view,
        string reference,
        GrantForm form,
        Permission needed
    )
    {
        await ReadAsync(reference, form, needed);
        return View(view, form);
    }

    /// <param name="done">What to tell on the grant's page.</param>
    /// <param name="section">Of the grant's page to go to.</param>
    /// <param name="field">The field that a rule's code belongs to; null: the page as a whole.</param>
    protected async Task<IActionResult> SendAsync<T>(
        string view,
        string reference,
        GrantForm form,
        Permission needed,
        IRequest<T> request,
        string done,
        string section,
        Func<string, string?>? field = null
    )
    {
        await ReadAsync(reference, form, needed);
        return await Try(
            request,
            _ => Told(form, done, section),
            () => Task.FromResult<IActionResult>(View(view, form)),
            refused => Place(form, refused, field)
        );
    }

    protected IActionResult Told(GrantForm form, string done, string section)
    {
        ArgumentNullException.ThrowIfNull(form);
        Say(done);
        return Redirect($"{form.Href}#{section}");
    }

    private static string Place(
        GrantForm form,
        DomainException refused,
        Func<string, string?>? field
    )
    {
        form.RefusalCode = refused.Code;
        return field?.Invoke(refused.Code) ?? "";
    }
}
