using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: Microsoft.ML.LoadableClass(
    typeof(ValueToKeyMappingTransformer),
    typeof(ValueToKeyMappingTransformer),
    null,
    typeof(Microsoft.ML.SignatureLoadModel),
    "Term Transform",
    ValueToKeyMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "TermTransform";

    private const string MapStreamName = "Terms";

    private static readonly VersionInfo _version = ComponentVersion.First("TERMTRNF", LoaderSignature);

    private readonly KeyMap[] _maps;
    private readonly bool _annotateAsText;

    internal ValueToKeyMappingTransformer(InputOutputColumnPair[] columns, KeyMap[] maps, bool annotateAsText)
        : base(columns)
    {
        _maps = maps;
        _annotateAsText = annotateAsText;
    }

    internal static ValueToKeyMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(_version);
        var columns = ColumnPairs.Read(ctx.Reader);
        var annotateAsText = ctx.Reader.ReadBoolean();
        KeyMap[] maps = null;
        var found = ctx.TryLoadBinaryStream(MapStreamName, reader => maps = Array.ConvertAll(columns, _ => KeyMap.Read(reader)));
        ModelFormat.Check(found, $"The model file has no stream '{MapStreamName}'.");
        return new ValueToKeyMappingTransformer(columns, maps, annotateAsText);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(_version);
        ColumnPairs.Write(ctx.Writer, Columns);
        ctx.Writer.Write(_annotateAsText);
        ctx.SaveBinaryStream(MapStreamName, writer =>
        {
            foreach (var map in _maps)
                map.Write(writer);
        });
    }

    private protected override IEnumerable<OutputColumn> AddColumns(DataViewSchema inputSchema) =>
        Columns.Zip(_maps, (pair, map) =>
            map.CreateColumn(SchemaMismatch.Require(inputSchema, pair.InputColumnName), pair.OutputColumnName, _annotateAsText));
}
