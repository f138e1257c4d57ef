using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: IgnoresAccessChecksTo("Microsoft.ML.Core")]
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Data")]

namespace MLNet.Compression.MicrosoftML;

/// <summary>The internal members of ML.NET's public types that a component of another assembly needs; all of them, and no other class has any.</summary>
/// <remarks>
/// Its internal types are listed in the project file and used directly. They exist since ML.NET 1.0; dotnet/machinelearning issues 1866, 4911 and 7163
/// ask for public ones.
/// </remarks>
internal static partial class MicrosoftMLInternals
{
    /// <summary>A column of an estimator's output schema.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    public static extern SchemaShape.Column CreateShapeColumn(
        string name, SchemaShape.Column.VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape? annotations);

    /// <summary>What is known of a schema before there is data.</summary>
    public static SchemaShape ShapeOf(DataViewSchema schema) => Create(null, schema);

    /// <summary>Starts a component's model block.</summary>
    /// <returns>Where to write it.</returns>
    public static BinaryWriter Start(ModelSaveContext context, LoadableComponent component)
    {
        const uint Version = LoadableComponent.Version;
        CheckAtModel(context);
        SetVersionInfo(context, new VersionInfo(component.ModelSignature, Version, Version, Version, LoadableComponent.Assembly, component.LoaderSignature));
        return Writer(context);
    }

    /// <summary>Writes a stream of its own beside the model block.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    public static extern void SaveBinaryStream(ModelSaveContext context, string name, Action<BinaryWriter> action);

    /// <summary>The environment that a catalog such as MLContext.MulticlassClassification.Trainers belongs to.</summary>
    public static IHostEnvironment EnvironmentOf(object catalog) => ((IInternalCatalog)catalog).Environment;

    /// <summary>Stops all work of a context, and for ever.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    public static extern void CancelExecution(MLContext context);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)]
    private static extern SchemaShape Create(SchemaShape? type, DataViewSchema schema);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void CheckAtModel(ModelSaveContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void SetVersionInfo(ModelSaveContext context, VersionInfo ver);

    [UnsafeAccessor(UnsafeAccessorKind.Field)]
    private static extern ref BinaryWriter Writer(ModelSaveContext context);
}
