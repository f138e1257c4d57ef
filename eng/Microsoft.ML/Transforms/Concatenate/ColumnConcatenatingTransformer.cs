using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: Microsoft.ML.LoadableClass(
    typeof(ColumnConcatenatingTransformer),
    typeof(ColumnConcatenatingTransformer),
    null,
    typeof(Microsoft.ML.SignatureLoadModel),
    "Concat Transform",
    ColumnConcatenatingTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "ConcatTransform";

    private static readonly VersionInfo _version = ComponentVersion.First("CONCATCL", LoaderSignature);

    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingTransformer(string output, string[] inputs)
    {
        _output = output;
        _inputs = inputs;
    }

    internal static ColumnConcatenatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(_version);
        var output = ctx.Reader.ReadString();
        var inputs = new string[CountReader.Read(ctx.Reader, bytesEach: 1)];
        for (var index = 0; index < inputs.Length; index++)
            inputs[index] = ctx.Reader.ReadString();
        ModelFormat.Check(output.Length > 0 && inputs.Length > 0, "A concatenation needs an output and an input column.");
        return new ColumnConcatenatingTransformer(output, inputs);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(_version);
        ctx.Writer.Write(_output);
        ctx.Writer.Write(_inputs.Length);
        foreach (var input in _inputs)
            ctx.Writer.Write(input);
    }

    private protected override IEnumerable<OutputColumn> AddColumns(DataViewSchema inputSchema)
    {
        DataViewSchema.Column[] sources = [.. _inputs.Select(name => SchemaMismatch.Require(inputSchema, name))];
        if (sources is [{ Type: VectorDataViewType } only])
            return [PassedColumn.Create(only, _output)];
        var item = Concatenation.CommonItemType(sources);
        var size = Concatenation.TotalSize(sources);
        var description = new DataViewSchema.DetachedColumn(_output, new VectorDataViewType(item, size), Concatenation.AnnotationsOf(sources, size));
        return [GenericFactory.Create<OutputColumn>(typeof(ConcatenatedColumn<>), item.RawType, description, sources)];
    }
}
