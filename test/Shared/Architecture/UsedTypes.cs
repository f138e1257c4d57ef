using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MLNet.Compression.Architecture;

/// <summary>The types of the same assembly that a type uses: in signatures, attributes and bodies of methods, its nested types included.</summary>
/// <remarks>Constants are copied where they are used and leave no trace.</remarks>
internal static class UsedTypes
{
    /// <returns>Outermost types, each once.</returns>
    public static IEnumerable<TypeDefinition> Of(TypeDefinition type) => References(type)
        .SelectMany(Parts)
        .Where(reference => ReferenceEquals(reference.Scope, type.Module))
        .Select(reference => Outermost(reference.Resolve()))
        .Distinct();

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<TypeReference?> References(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implementation => implementation.InterfaceType),
        .. Attributes(type),
        .. Constraints(type),
        .. type.Fields.Select(field => field.FieldType).Concat(type.Fields.SelectMany(Attributes)),
        .. type.Properties.SelectMany(Attributes),
        .. type.Methods.SelectMany(References),
        .. type.NestedTypes.SelectMany(References),
    ];

    private static IEnumerable<TypeReference?> References(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. Attributes(method),
        .. Constraints(method),
        .. method.HasBody ? References(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> References(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(instruction => References(instruction.Operand)),
    ];

    private static IEnumerable<TypeReference?> References(object operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider provider) => provider.CustomAttributes.SelectMany(
        attribute => attribute.ConstructorArguments.Select(argument => argument.Value as TypeReference).Append(attribute.AttributeType));

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    /// <summary>A composed type, such as an array or a generic one, as the types it consists of.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        FunctionPointerType pointer => [.. Parts(pointer.ReturnType), .. pointer.Parameters.SelectMany(parameter => Parts(parameter.ParameterType))],
        TypeSpecification composed => Parts(composed.ElementType),
        _ => [type],
    };
}
