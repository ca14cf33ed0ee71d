using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace GrantHub.Web.Hosting;

/// <summary>What a page says when a value cannot be read into its field.</summary>
internal static class BindingMessages
{
    public static void Set(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor(
            (value, field) => $"{field} cannot be \"{value}\". Check it and enter it again."
        );
        messages.SetUnknownValueIsInvalidAccessor(field =>
            $"{field} could not be read. Check it and enter it again."
        );
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value =>
            $"\"{value}\" cannot be used here. Check it and enter it again."
        );
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() =>
            "This field could not be read. Check it and enter it again."
        );
        messages.SetValueIsInvalidAccessor(value =>
            $"\"{value}\" cannot be used here. Check it and enter it again."
        );
        messages.SetValueMustBeANumberAccessor(field =>
            $"{field} must be a number, such as 12 or 12.5."
        );
        messages.SetNonPropertyValueMustBeANumberAccessor(() =>
            "This field must be a number, such as 12 or 12.5."
        );
        messages.SetValueMustNotBeNullAccessor(_ => "This field must be filled in.");
        messages.SetMissingBindRequiredValueAccessor(field => $"{field} must be filled in.");
        messages.SetMissingKeyOrValueAccessor(() => "This field must be filled in.");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "The request was empty.");
    }
}
