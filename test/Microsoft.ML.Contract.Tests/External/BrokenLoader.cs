using Microsoft.ML.Runtime;

namespace Microsoft.ML.Contract.Tests.External;

/// <summary>A component whose file can't be read.</summary>
internal static class BrokenLoader
{
    internal static LengthModel Create(IHostEnvironment environment, object context) => throw new InvalidDataException("Not my format.");
}
