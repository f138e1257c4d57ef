using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.Compression.MicrosoftML;

/// <summary>The members of ML.NET that a component of another assembly needs and can't reach otherwise; all of them, and no other file has any.</summary>
/// <remarks>They exist since ML.NET 1.0; dotnet/machinelearning issues 1866, 4911 and 7163 ask for public ones.</remarks>
internal static class MicrosoftMLInternals
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Assembly _core = typeof(ModelSaveContext).Assembly;
    private static readonly Lock _registration = new();

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
        CheckAtModel(context);
        var setVersion = Member(typeof(ModelSaveContext).GetMethod("SetVersionInfo", Any), "ModelSaveContext.SetVersionInfo");
        object?[] version =
        [
            component.ModelSignature, LoadableComponent.Version, LoadableComponent.Version, LoadableComponent.Version,
            component.Type.Assembly.GetName().Name, component.LoaderSignature, null,
        ];
        setVersion.Invoke(context, [Activator.CreateInstance(setVersion.GetParameters()[0].ParameterType, Any, binder: null, version, culture: null)]);
        return Writer(context);
    }

    /// <summary>Writes a stream of its own beside the model block.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    public static extern void SaveBinaryStream(ModelSaveContext context, string name, Action<BinaryWriter> action);

    /// <summary>The model block that a loader was called with.</summary>
    /// <param name="loadContext">ML.NET's load context.</param>
    public static BinaryReader Reader(object loadContext) =>
        (BinaryReader)Member(loadContext.GetType().GetField("Reader", Any), "ModelLoadContext.Reader").GetValue(loadContext)!;

    /// <summary>Reads a stream beside the model block, if it is there.</summary>
    /// <param name="loadContext">ML.NET's load context.</param>
    /// <param name="name">Its name.</param>
    /// <param name="action">Reads it.</param>
    public static bool TryLoadBinaryStream(object loadContext, string name, Action<BinaryReader> action)
    {
        var load = Member(loadContext.GetType().GetMethod("TryLoadBinaryStream", Any, [typeof(string), typeof(Action<BinaryReader>)]), "ModelLoadContext.TryLoadBinaryStream");
        return load.CreateDelegate<Func<string, Action<BinaryReader>, bool>>(loadContext)(name, action);
    }

    /// <summary>Lets a catalog's Model.Load make a component. Does nothing the second time.</summary>
    public static void Register(ComponentCatalog catalog, LoadableComponent component)
    {
        var signature = TypeNamed("SignatureLoadModel");
        var find = Member(typeof(ComponentCatalog).GetMethod("GetLoadableClassInfo", 0, Any, null, [typeof(string), typeof(Type)], null), "ComponentCatalog.GetLoadableClassInfo");
        lock (_registration)
        {
            if (find.Invoke(catalog, [component.LoaderSignature, signature]) is not null)
            {
                return;
            }

            string[] loadNames = [component.LoaderSignature];
            var attribute = NewAttribute.Invoke([component.Type, component.Type, null, signature, component.UserName, loadNames]);
            var info = NewInfo.Invoke([attribute, null, null, component.Create.Method, true]);
            Member(typeof(ComponentCatalog).GetMethod("AddClass", Any), "ComponentCatalog.AddClass").Invoke(catalog, [info, loadNames, true]);
        }
    }

    /// <summary>The environment that a catalog such as MLContext.MulticlassClassification.Trainers belongs to.</summary>
    public static IHostEnvironment EnvironmentOf(object catalog)
    {
        var contract = Array.Find(catalog.GetType().GetInterfaces(), candidate => candidate.Name == "IInternalCatalog");
        return (IHostEnvironment)Member(contract?.GetProperty("Environment"), "IInternalCatalog.Environment").GetValue(catalog)!;
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)]
    private static extern SchemaShape Create(SchemaShape? type, DataViewSchema schema);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void CheckAtModel(ModelSaveContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Field)]
    private static extern ref BinaryWriter Writer(ModelSaveContext context);

    private static ConstructorInfo NewAttribute => Member(
        TypeNamed("LoadableClassAttribute").GetConstructor(Any, [typeof(Type), typeof(Type), typeof(Type), typeof(Type), typeof(string), typeof(string[])]),
        "LoadableClassAttribute(Type, Type, Type, Type, string, string[])");

    private static ConstructorInfo NewInfo => Member(
        typeof(ComponentCatalog).GetNestedType("LoadableClassInfo", Any)?.GetConstructors(Any).SingleOrDefault(constructor => constructor.GetParameters().Length == 5),
        "ComponentCatalog.LoadableClassInfo");

    private static Type TypeNamed(string name) => Member(Array.Find(_core.GetTypes(), type => type.Name == name), name);

    private static T Member<T>(T? member, string name)
        where T : class => member
        ?? throw new NotSupportedException($"{_core.GetName()} has no {name}, which saving and loading needs. Use Microsoft.ML 5.0.0.");
}
