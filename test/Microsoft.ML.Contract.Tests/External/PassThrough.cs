using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.External;

/// <summary>A transformer that changes nothing; what it saves is up to the test.</summary>
internal abstract class PassThrough : ITransformer
{
    public bool IsRowToRowMapper => false;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new InvalidOperationException();

    public IDataView Transform(IDataView input) => input;

    public abstract void Save(ModelSaveContext ctx);
}
