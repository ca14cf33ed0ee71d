using FluentValidation;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Funding;

/// <summary>Changes a stream's name and whether its money is ring-fenced. Its address stays.</summary>
/// <param name="Seen">The version that the form showed.</param>
[Requires(Permission.ManageStreams)]
public sealed record ChangeStream(string Slug, Guid Seen, string Name, bool RingFenced)
    : ICommand<Unit>;

internal sealed class ChangeStreamValidator : AbstractValidator<ChangeStream>
{
    public ChangeStreamValidator() => RuleFor(r => r.Name).StreamName();
}

internal sealed class ChangeStreamHandler(IGrantHubDb db) : IRequestHandler<ChangeStream, Unit>
{
    public async Task<Unit> Handle(ChangeStream request, CancellationToken cancellationToken)
    {
        var stream = await db.LoadStreamAsync(request.Slug, cancellationToken);
        stream.RefuseStale(
            request.Seen,
            Words(stream.Name, stream.RingFenced),
            Words(request.Name, request.RingFenced)
        );
        await db.RefuseTakenNameAsync(request.Name, stream.Id, cancellationToken);
        stream.Change(request.Name, request.RingFenced);
        return Unit.Value;
    }

    private static string Words(string name, bool ringFenced) =>
        $"{name}, {(ringFenced ? "ring-fenced" : "not ring-fenced")}";
}
