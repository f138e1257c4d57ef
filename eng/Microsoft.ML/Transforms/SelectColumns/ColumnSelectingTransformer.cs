using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: Microsoft.ML.LoadableClass(
    typeof(ColumnSelectingTransformer),
    typeof(ColumnSelectingTransformer),
    null,
    typeof(Microsoft.ML.SignatureLoadModel),
    "Select Columns Transform",
    ColumnSelectingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingTransformer : ITransformer
{
    internal const string LoaderSignature = "SelectColumnsTransform";

    private static readonly VersionInfo _version = ComponentVersion.First("SELCOLST", LoaderSignature);

    private readonly ColumnSelection _selection;

    internal ColumnSelectingTransformer(ColumnSelection selection) => _selection = selection;

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedDataView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        ctx.SetVersionInfo(_version);
        ctx.Writer.Write(_selection.Drops);
        ctx.Writer.Write(_selection.KeepHidden);
        ctx.Writer.Write(_selection.Names.Count);
        foreach (var name in _selection.Names)
            ctx.Writer.Write(name);
    }

    internal static ColumnSelectingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(_version);
        var drops = ctx.Reader.ReadBoolean();
        var keepHidden = ctx.Reader.ReadBoolean();
        var names = new string[CountReader.Read(ctx.Reader, bytesEach: 1)];
        for (var index = 0; index < names.Length; index++)
            names[index] = ctx.Reader.ReadString();
        return new ColumnSelectingTransformer(new ColumnSelection(names, drops, keepHidden));
    }

    private ColumnMapping Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ColumnMapping(inputSchema, _selection.Apply(inputSchema).Select(column => PassedColumn.Create(column)));
    }
}
