using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Tests.Support;

/// <summary>An estimator of another kind around one of ours, that remembers which rows it was fitted on.</summary>
internal sealed class RecordingEstimator(IEstimator<TextModelTransformer> inner) : IEstimator<TextModelTransformer>
{
    /// <summary>For each Fit the numbers of its rows.</summary>
    public List<HashSet<int>> Fits { get; } = [];

    public TextModelTransformer Fit(IDataView input)
    {
        Fits.Add([.. input.GetColumn<int>(nameof(Message.Number))]);
        return inner.Fit(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
}
