namespace Microsoft.ML.Data;

/// <summary>Calls back with each transformer the inner estimator gives.</summary>
internal sealed class ObservedEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : class, ITransformer
{
    private readonly IEstimator<TTransformer> _inner;
    private readonly Action<TTransformer> _onFit;

    public ObservedEstimator(IEstimator<TTransformer> inner, Action<TTransformer> onFit)
    {
        _inner = inner;
        _onFit = onFit;
    }

    public TTransformer Fit(IDataView input)
    {
        var transformer = _inner.Fit(input);
        _onFit(transformer);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _inner.GetOutputSchema(inputSchema);
}
