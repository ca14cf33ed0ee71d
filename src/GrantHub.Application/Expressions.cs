using System.Linq.Expressions;

namespace GrantHub.Application;

internal static class Expressions
{
    /// <summary>Either condition, as one that a query can translate.</summary>
    public static Expression<Func<T, bool>> Or<T>(
        this Expression<Func<T, bool>> one,
        Expression<Func<T, bool>> other
    )
    {
        var parameter = one.Parameters[0];
        var body = new Swap(other.Parameters[0], parameter).Visit(other.Body);
        return Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, body), parameter);
    }

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) =>
            node == from ? to : node;
    }
}
