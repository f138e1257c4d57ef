namespace System.Runtime.CompilerServices;

/// <summary>Lets this assembly use the internal types of another. The runtime knows the attribute by its name; no library defines it.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    /// <summary>The other assembly.</summary>
    public string AssemblyName => assemblyName;
}
