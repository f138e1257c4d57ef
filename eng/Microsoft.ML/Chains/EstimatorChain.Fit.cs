namespace Microsoft.ML.Data;

public sealed partial class EstimatorChain<TLastTransformer>
{
    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        // Finds a broken pipeline before the first estimator trains.
        GetOutputSchema(SchemaShape.Create(input.Schema));

        var data = input;
        var transformers = new ITransformer[_links.Length];
        for (var index = 0; index < _links.Length; index++)
        {
            transformers[index] = _links[index].Estimator.Fit(data);
            data = transformers[index].Transform(data);
            if (_links[index].CacheAfter && index < _links.Length - 1)
                data = new CachedView(data, []);
        }
        return new TransformerChain<TLastTransformer>(transformers, _links.Select(link => link.Scope));
    }
}
