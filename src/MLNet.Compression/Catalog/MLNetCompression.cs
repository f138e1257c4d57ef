using Microsoft.ML.Runtime;

namespace MLNet.Compression;

/// <summary>Makes this library known to ML.NET.</summary>
public static class MLNetCompression
{
    /// <summary>Tells ML.NET of the models of this library. Not needed: <c>mlContext.Model.Load</c> finds them by itself.</summary>
    /// <param name="environment">An MLContext.</param>
    /// <remarks>For programs that were written for earlier versions, and for those that look through a catalog of components. A further call does nothing.</remarks>
    public static void Register(IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        environment.ComponentCatalog.RegisterAssembly(typeof(MLNetCompression).Assembly);
    }
}
