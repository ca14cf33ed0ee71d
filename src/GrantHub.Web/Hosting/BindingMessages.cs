using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace GrantHub.Web.Hosting;

/// <summary>What a page says when a value cannot be read into its field.</summary>
internal static class BindingMessages
{
    public static void Set(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor(
            (value, field) => $"{field} is \"{value}\", which is not one of the values it can have."
        );
        messages.SetUnknownValueIsInvalidAccessor(field =>
            $"{field} is not one of the values it can have."
        );
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value =>
            $"\"{value}\" is not one of the values this field can have."
        );
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() =>
            "This field does not have one of the values it can have."
        );
        messages.SetValueIsInvalidAccessor(value =>
            $"\"{value}\" is not one of the values this field can have."
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
