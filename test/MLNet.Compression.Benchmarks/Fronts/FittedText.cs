using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>A model that is fitted already.</summary>
internal sealed class FittedText(TextModelTransformer model) : IEstimator<TextModelTransformer>
{
    public TextModelTransformer Fit(IDataView input) => model;

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}
