using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    public IDataView BootstrapSample(IDataView input, int? seed = null, bool complement = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new BootstrapView(input, seed ?? _environment.Register("BootstrapSampling").Rand.Next(), complement);
    }

    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (shufflePoolSize <= 0)
            throw new ArgumentOutOfRangeException(nameof(shufflePoolSize), shufflePoolSize, "Must be positive");

        Func<Random> createRandom = seed is { } value ? () => new Random(value) : () => _environment.Register("RowShuffling").Rand;
        return new ShuffledView(input, createRandom, shufflePoolSize, shuffleSource);
    }
}
