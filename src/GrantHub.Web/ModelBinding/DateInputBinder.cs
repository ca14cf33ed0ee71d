using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GrantHub.Web.ModelBinding;

/// <summary>
/// Binds a <see cref="DateOnly"/> from Name.Day, Name.Month and Name.Year, or from Name as yyyy-MM-dd
/// (in an address). What was typed stays in the parts; the error is on the bare name.
/// </summary>
internal sealed class DateInputBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext context)
    {
        var name = context.ModelName;
        var typed = new string?[3];
        var found = false;
        for (var part = 0; part < typed.Length; part++)
        {
            var key = $"{name}.{DateInput.Parts[part]}";
            var value = context.ValueProvider.GetValue(key);
            if (value == ValueProviderResult.None)
            {
                continue;
            }
            found = true;
            typed[part] = value.FirstValue;
            context.ModelState.SetModelValue(key, value);
            // Nothing validates the parts by themselves, and what is not validated counts as invalid.
            context.ModelState.MarkFieldSkipped(key);
        }
        if (found)
        {
            Bind(context, DateInput.Read(typed[0], typed[1], typed[2]));
        }
        else
        {
            BindIso(context);
        }
        return Task.CompletedTask;
    }

    private static void Bind(ModelBindingContext context, DateInput input)
    {
        var fault = input.Fault;
        if (fault is null && input.Date is null && !context.ModelMetadata.IsReferenceOrNullableType)
        {
            fault = "must include a day, month and year";
        }
        if (fault is null)
        {
            context.Result = ModelBindingResult.Success(input.Date);
            return;
        }
        context.ModelState.TryAddModelError(
            context.ModelName,
            $"{context.ModelMetadata.GetDisplayName()} {fault}"
        );
        context.Result = ModelBindingResult.Failed();
    }

    private static void BindIso(ModelBindingContext context)
    {
        var value = context.ValueProvider.GetValue(context.ModelName);
        if (value == ValueProviderResult.None || string.IsNullOrWhiteSpace(value.FirstValue))
        {
            return;
        }
        context.ModelState.SetModelValue(context.ModelName, value);
        if (
            DateOnly.TryParseExact(
                value.FirstValue,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
        )
        {
            context.Result = ModelBindingResult.Success(date);
            return;
        }
        context.ModelState.TryAddModelError(
            context.ModelName,
            $"{context.ModelMetadata.GetDisplayName()} must be a date written as 2017-05-19"
        );
        context.Result = ModelBindingResult.Failed();
    }
}

internal sealed class DateInputBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? new DateInputBinder() : null;
}
