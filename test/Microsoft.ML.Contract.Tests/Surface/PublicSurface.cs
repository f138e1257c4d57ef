using System.Globalization;
using System.Reflection;

namespace Microsoft.ML.Contract.Tests.Surface;

/// <summary>The public types and members the product may use, one a line: a type, then its members with the names of their parameters.</summary>
internal static class PublicSurface
{
    private const BindingFlags Public = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public;

    private static readonly Assembly[] s_assemblies =
    [
        .. new[] { typeof(IDataView).Assembly, typeof(ModelSaveContext).Assembly, typeof(MLContext).Assembly }.Distinct(),
    ];

    public static bool IsStandin => typeof(MLContext).Assembly.GetName().Name == "Microsoft.ML.Standin";

    public static IEnumerable<Type> Exported => s_assemblies.SelectMany(assembly => assembly.GetExportedTypes());

    public static Type? Find(string type) => s_assemblies.Select(assembly => assembly.GetType(type)).FirstOrDefault(found => found is { IsVisible: true });

    public static Dictionary<string, List<string>> Read()
    {
        var surface = new Dictionary<string, List<string>>();
        List<string> members = [];
        using var reader = new StreamReader(typeof(PublicSurface).Assembly.GetManifestResourceStream("PublicSurface.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(' '))
                members.Add(line.Trim());
            else
                surface.Add(line, members = []);
        }
        return surface;
    }

    public static IEnumerable<string> MembersOf(Type type, bool declaredOnly)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name}={Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        var flags = declaredOnly ? Public | BindingFlags.DeclaredOnly : Public;
        return typeof(Delegate).IsAssignableFrom(type) ? [] : type.GetMembers(flags).Select(Describe).OfType<string>();
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $".ctor({ParametersOf(constructor.GetParameters())})",
        FieldInfo field => field.Name,
        EventInfo raised => $"event {raised.Name}",
        PropertyInfo { Name: "Item" } indexer => $"this[{ParametersOf(indexer.GetIndexParameters())}]",
        PropertyInfo property => $"{property.Name} {{{Accessors(property)}}}",
        MethodInfo { IsSpecialName: false } method => $"{method.Name}{Arity(method)}({ParametersOf(method.GetParameters())})",
        _ => null,
    };

    private static string Arity(MethodInfo method) => method.IsGenericMethod ? $"`{method.GetGenericArguments().Length}" : "";

    private static string Accessors(PropertyInfo property) =>
        property.GetSetMethod() is null ? "get" : property.GetGetMethod() is null ? "set" : "get set";

    private static string ParametersOf(ParameterInfo[] parameters) => string.Join(",", parameters.Select(parameter => parameter.Name));
}
