using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: Microsoft.ML.LoadableClass(
    typeof(KeyToValueMappingTransformer),
    typeof(KeyToValueMappingTransformer),
    null,
    typeof(Microsoft.ML.SignatureLoadModel),
    "Key To Value Transform",
    KeyToValueMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "KeyToValueTransform";

    private static readonly VersionInfo _version = ComponentVersion.First("KEYTOVAL", LoaderSignature);

    internal KeyToValueMappingTransformer(InputOutputColumnPair[] columns)
        : base(columns)
    {
    }

    internal static KeyToValueMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(_version);
        return new KeyToValueMappingTransformer(ColumnPairs.Read(ctx.Reader));
    }

    internal static ArgumentOutOfRangeException NoKeyValues(string column) =>
        new("inputSchema", $"Input column '{column}' doesn't contain key values metadata");

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(_version);
        ColumnPairs.Write(ctx.Writer, Columns);
    }

    private protected override IEnumerable<OutputColumn> AddColumns(DataViewSchema inputSchema) =>
        Columns.Select(pair => CreateColumn(SchemaMismatch.Require(inputSchema, pair.InputColumnName), pair.OutputColumnName));

    private static OutputColumn CreateColumn(DataViewSchema.Column source, string name)
    {
        if (KeyMap.ItemTypeOf(source.Type) is not KeyDataViewType key)
            throw SchemaMismatch.Type("inputSchema", "input", source.Name, "KeyType", source.Type.ToString());
        if (!source.HasKeyValues())
            throw NoKeyValues(source.Name);
        var valueType = ((VectorDataViewType)source.Annotations.Schema[AnnotationKinds.KeyValues].Type).ItemType;
        var isVector = source.Type is VectorDataViewType;
        return GenericFactory.Create<OutputColumn>(
            isVector ? typeof(KeyValueVectorColumn<,>) : typeof(KeyValueColumn<,>),
            [key.RawType, valueType.RawType],
            source,
            Describe(source, name, valueType));
    }

    private static DataViewSchema.DetachedColumn Describe(DataViewSchema.Column source, string name, PrimitiveDataViewType valueType)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
        DataViewType type = source.Type is VectorDataViewType vector ? new VectorDataViewType(valueType, vector.Dimensions) : valueType;
        return new DataViewSchema.DetachedColumn(name, type, annotations.ToAnnotations());
    }
}
