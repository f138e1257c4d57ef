using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: Microsoft.ML.LoadableClass(
    typeof(ColumnCopyingTransformer),
    typeof(ColumnCopyingTransformer),
    null,
    typeof(Microsoft.ML.SignatureLoadModel),
    "Copy Columns Transform",
    ColumnCopyingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "CopyTransform";

    private static readonly VersionInfo _version = ComponentVersion.First("COPYCOLT", LoaderSignature);

    internal ColumnCopyingTransformer(IEnumerable<InputOutputColumnPair> columns)
        : base(columns)
    {
    }

    internal static ColumnCopyingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(_version);
        return new ColumnCopyingTransformer(ColumnPairs.Read(ctx.Reader));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(_version);
        ColumnPairs.Write(ctx.Writer, Columns);
    }

    private protected override IEnumerable<OutputColumn> AddColumns(DataViewSchema inputSchema) =>
        Columns.Select(pair => PassedColumn.Create(SchemaMismatch.Require(inputSchema, pair.InputColumnName), pair.OutputColumnName));
}
