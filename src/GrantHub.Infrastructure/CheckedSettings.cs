using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure;

/// <summary>Settings that say themselves what is wrong with them.</summary>
public interface ICheckedSettings
{
    /// <summary>What is wrong with the settings, each as a sentence; empty when they can be used.</summary>
    IEnumerable<string> Faults();
}

public static class CheckedSettings
{
    /// <summary>Reads settings from a section. With faults the program does not start.</summary>
    public static void AddChecked<T>(this IServiceCollection services, IConfiguration section)
        where T : class, ICheckedSettings
    {
        services.AddOptions<T>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>, Validator<T>>();
    }

    private sealed class Validator<T> : IValidateOptions<T>
        where T : class, ICheckedSettings
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            options.Faults().ToList() is { Count: > 0 } faults
                ? ValidateOptionsResult.Fail(faults)
                : ValidateOptionsResult.Success;
    }
}
