using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>Adds a template, or the next version of one, from its definition as JSON (<see cref="TemplateJson"/>).</summary>
[Requires(Permission.ManageTemplates)]
public sealed record AddTemplate(string Definition) : ICommand<TemplateVersion>;

public sealed record TemplateVersion(string Key, int Version);

internal sealed class AddTemplateValidator : AbstractValidator<AddTemplate>
{
    private const int Longest = 200_000;

    public AddTemplateValidator() =>
        RuleFor(r => r.Definition)
            .Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Enter the definition. Start from an existing template and change that.")
            .MaximumLength(Longest)
            .WithMessage($"The definition can have at most {Longest:N0} characters.")
            .Custom(
                (definition, context) =>
                {
                    foreach (var fault in Faults(definition))
                        context.AddFailure(fault);
                }
            );

    private static IReadOnlyList<string> Faults(string definition)
    {
        try
        {
            return TemplateJson.Read(definition).Faults();
        }
        catch (DomainException unreadable)
        {
            return [unreadable.Message];
        }
    }
}

internal sealed class AddTemplateHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<AddTemplate, TemplateVersion>
{
    public async Task<TemplateVersion> Handle(
        AddTemplate request,
        CancellationToken cancellationToken
    )
    {
        var definition = TemplateJson.Read(request.Definition);
        if (definition.Key == TemplateDefinition.ImportedKey)
            throw new DomainException(
                "template.key",
                $"key: \"{definition.Key}\" belongs to records imported from before GrantHub. Choose another key."
            );
        var last =
            await db
                .Templates.Where(t => t.Key == definition.Key)
                .MaxAsync(t => (int?)t.TemplateVersion, cancellationToken)
            ?? 0;
        if (definition.Version != last + 1)
            throw new DomainException(
                "template.version",
                last == 0
                    ? $"version: there is no template with the key \"{definition.Key}\" yet, so its version must be 1."
                    : $"version: the last version of \"{definition.Key}\" is {last}, so this one must be {last + 1}. A version never changes once it is added."
            );
        db.Templates.Add(RecordTemplate.Add(definition, clock.UtcInstant()));
        return new(definition.Key, definition.Version);
    }
}
