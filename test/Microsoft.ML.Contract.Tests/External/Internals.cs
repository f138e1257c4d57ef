using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Contract.Tests.External;

/// <summary>The non-public members that a component outside of ML.NET needs to describe, save and load itself.</summary>
internal static class Internals
{
    private const BindingFlags NonPublic = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static Type VersionInfo { get; } = CoreType("VersionInfo");

    public static Type LoadContext { get; } = CoreType("ModelLoadContext");

    public static Type SignatureLoadModel { get; } = CoreType("SignatureLoadModel");

    public static Type LoadableClassAttribute { get; } = CoreType("LoadableClassAttribute");

    public static Type LoadableClassInfo { get; } = typeof(ComponentCatalog).GetNestedType("LoadableClassInfo", BindingFlags.NonPublic)!;

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    public static extern SchemaShape.Column NewShape(string name, SchemaShape.Column.VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape? annotations);

    public static SchemaShape CreateShape(DataViewSchema schema) => CreateShape(null, schema);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    public static extern void CheckAtModel(ModelSaveContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    public static extern void SaveBinaryStream(ModelSaveContext context, string name, Action<BinaryWriter> action);

    [UnsafeAccessor(UnsafeAccessorKind.Field)]
    public static extern ref BinaryWriter Writer(ModelSaveContext context);

    public static void SetVersionInfo(ModelSaveContext context, string modelSignature, string loaderSignature)
    {
        const uint Version = 0x00010001;
        var constructor = VersionInfo.GetConstructors(NonPublic).Single(candidate => candidate.GetParameters().Length == 7);
        var version = constructor.Invoke([modelSignature, Version, Version, Version, typeof(Internals).Assembly.FullName, loaderSignature, null]);
        typeof(ModelSaveContext).GetMethod("SetVersionInfo", NonPublic, [VersionInfo])!.Invoke(context, [version]);
    }

    public static BinaryReader Reader(object loadContext) => (BinaryReader)LoadContext.GetField("Reader", NonPublic)!.GetValue(loadContext)!;

    public static bool TryLoadBinaryStream(object loadContext, string name, Action<BinaryReader> action) =>
        (bool)LoadContext.GetMethod("TryLoadBinaryStream", NonPublic, [typeof(string), typeof(Action<BinaryReader>)])!.Invoke(loadContext, [name, action])!;

    /// <summary>Makes a component known under a load name, unless it is already.</summary>
    public static void Register(ComponentCatalog catalog, Type component, string loadName)
    {
        var find = typeof(ComponentCatalog).GetMethod("GetLoadableClassInfo", NonPublic, [typeof(string), typeof(Type)])!;
        if (find.Invoke(catalog, [loadName, SignatureLoadModel]) is not null)
            return;
        var attribute = LoadableClassAttribute
            .GetConstructor(NonPublic, [typeof(Type), typeof(Type), typeof(Type), typeof(Type), typeof(string), typeof(string[])])!
            .Invoke([component, component, null, SignatureLoadModel, loadName, new[] { loadName }]);
        var create = component.GetMethod("Create", NonPublic);
        var info = LoadableClassInfo.GetConstructors(NonPublic).Single().Invoke([attribute, null, null, create, true]);
        typeof(ComponentCatalog).GetMethod("AddClass", NonPublic)!.Invoke(catalog, [info, new[] { loadName }, true]);
    }

    public static IHostEnvironment EnvironmentOf(object catalog)
    {
        var contract = catalog.GetType().GetInterfaces().Single(candidate => candidate.Name == "IInternalCatalog");
        return (IHostEnvironment)contract.GetProperty("Environment")!.GetValue(catalog)!;
    }

    private static Type CoreType(string name) =>
        typeof(ModelSaveContext).Assembly.GetTypes().Single(type => type.Name == name && type.Namespace == "Microsoft.ML");

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "Create")]
    private static extern SchemaShape CreateShape(SchemaShape? owner, DataViewSchema schema);
}
