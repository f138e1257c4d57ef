using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class MLContext : ISeededEnvironment
{
    int? ISeededEnvironment.Seed => _environment.Seed;
}
