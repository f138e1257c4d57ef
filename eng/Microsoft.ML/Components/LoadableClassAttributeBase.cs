namespace Microsoft.ML;

/// <summary>What a loadable class registers: its names, and the parameters it is made from.</summary>
internal abstract class LoadableClassAttributeBase : Attribute
{
    protected LoadableClassAttributeBase(Type instType, Type loaderType, Type argType, Type[] sigTypes, string userName, string[] loadNames)
    {
        ArgumentNullException.ThrowIfNull(instType);
        ArgumentNullException.ThrowIfNull(loaderType);
        InstanceType = instType;
        LoaderType = loaderType;
        ArgType = argType;
        SigTypes = sigTypes;
        UserName = userName;
        LoadNames = loadNames is null || loadNames.Length == 0 ? [userName] : loadNames;
        if (LoadNames.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("A load name of a loadable class can't be empty.", nameof(loadNames));
        var signature = ParametersOf(sigTypes[0]);
        CtorTypes = argType is null ? signature : [argType, .. signature];
    }

    public Type InstanceType { get; }

    public Type LoaderType { get; }

    public Type ArgType { get; }

    public Type[] SigTypes { get; }

    public Type[] CtorTypes { get; }

    public string UserName { get; }

    public string[] LoadNames { get; }

    private static Type[] ParametersOf(Type signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        if (signature.BaseType != typeof(MulticastDelegate) || signature.GetMethod("Invoke") is not { } invoke || invoke.ReturnType != typeof(void))
            throw new ArgumentException("The signature of a loadable class is a delegate type that returns nothing.", nameof(signature));
        return [.. invoke.GetParameters().Select(parameter => parameter.ParameterType)];
    }
}
