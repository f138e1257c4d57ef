using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>Knows which class makes the component that a model file names.</summary>
public sealed partial class ComponentCatalog
{
    private readonly Lock _lock = new();
    private readonly HashSet<Assembly> _assemblies = [];
    private readonly Dictionary<(string Name, Type Signature), LoadableClassInfo> _classes = [];

    internal ComponentCatalog()
    {
    }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (_lock)
        {
            if (!_assemblies.Add(assembly))
                return;
            foreach (var attribute in assembly.GetCustomAttributes<LoadableClassAttributeBase>())
            {
                var info = Describe(attribute, throwOnError);
                if (info is not null)
                    AddClass(info, attribute.LoadNames, throwOnError);
            }
        }
    }

    internal LoadableClassInfo GetLoadableClassInfo(string loadName, Type signatureType)
    {
        ArgumentNullException.ThrowIfNull(loadName);
        ArgumentNullException.ThrowIfNull(signatureType);
        lock (_lock)
            return _classes.GetValueOrDefault((Normalize(loadName), signatureType));
    }

    private void AddClass(LoadableClassInfo info, string[] loadNames, bool throwOnError)
    {
        lock (_lock)
        {
            foreach (var signature in info.SignatureTypes)
            {
                foreach (var name in loadNames)
                {
                    var key = (Normalize(name), signature);
                    if (_classes.TryAdd(key, info))
                        continue;
                    if (throwOnError)
                        throw new InvalidOperationException($"ComponentCatalog cannot map name '{name}' and SignatureType '{signature}' to {info.Type.Name}, already mapped to {_classes[key].Type.Name}.");
                }
            }
        }
    }

    private static string Normalize(string loadName) => loadName.ToLowerInvariant().Trim();

    private static LoadableClassInfo Describe(LoadableClassAttributeBase attribute, bool throwOnError)
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var arguments = attribute.CtorTypes;
        Type[] withEnvironment = [typeof(IHostEnvironment), .. arguments];
        if (attribute.LoaderType.GetMethod("Create", Any, withEnvironment) is { } createWithEnvironment)
            return new LoadableClassInfo(attribute, null, null, createWithEnvironment, true);
        if (attribute.LoaderType.GetMethod("Create", Any, arguments) is { } create)
            return new LoadableClassInfo(attribute, null, null, create, false);
        return !throwOnError
            ? null
            : throw new InvalidOperationException($"Can't instantiate loadable class '{attribute.InstanceType.Name}': {attribute.LoaderType.Name} has no static method Create for its signature.");
    }
}
