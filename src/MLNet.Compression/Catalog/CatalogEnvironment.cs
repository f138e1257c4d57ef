using Microsoft.ML.Runtime;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression;

/// <summary>The environment behind a catalog of trainers, in which this library's models can be loaded from now on.</summary>
internal static class CatalogEnvironment
{
    public static IHostEnvironment Of(object catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var environment = MicrosoftMLInternals.EnvironmentOf(catalog);
        MLNetCompression.Register(environment);
        return environment;
    }
}
