using FluentValidation;
using GrantHub.Domain.Funding;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Funding;

/// <summary>Adds a pot of money that funding proposals can choose.</summary>
/// <returns>The stream's slug.</returns>
[Requires(Permission.ManageStreams)]
public sealed record AddStream(string Name, bool RingFenced) : ICommand<string>;

internal sealed class AddStreamValidator : AbstractValidator<AddStream>
{
    public AddStreamValidator() => RuleFor(r => r.Name).StreamName();
}

internal sealed class AddStreamHandler(IGrantHubDb db) : IRequestHandler<AddStream, string>
{
    public async Task<string> Handle(AddStream request, CancellationToken cancellationToken)
    {
        await db.RefuseTakenNameAsync(request.Name, exceptId: 0, cancellationToken);
        var slug = await References.FreeSlugAsync(
            References.Kebab(request.Name),
            wish => db.Streams.AnyAsync(s => s.Slug == wish, cancellationToken)
        );
        db.Streams.Add(FundingStream.Add(request.Name, slug, request.RingFenced));
        return slug;
    }
}
