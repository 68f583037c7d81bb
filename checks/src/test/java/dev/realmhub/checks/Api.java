package dev.realmhub.checks;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The public types and methods of a module, read from its sources, each with the first sentence of its Javadoc. */
final class Api {
    /** One type. */
    record Type(String name, String form, String sentence, List<Member> members) {}

    /** One method or constructor, or all constants. */
    record Member(String signature, String sentence) {}

    private final DocTrees docs;
    private final List<Type> types = new ArrayList<>();

    private Api(DocTrees docs) {
        this.docs = docs;
    }

    /** Returns those of the sources below a folder, in the order of their names. */
    static List<Type> of(Path sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> java = all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java") && !file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(java));
            Api api = new Api(DocTrees.instance(task));
            task.parse().forEach(api::add);
            return api.types;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void add(CompilationUnitTree unit) {
        TreePath top = new TreePath(unit);
        unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(type -> isPublic(type.getModifiers().getFlags()))
                .forEach(type ->
                        add(new TreePath(top, type), type, type.getSimpleName().toString()));
    }

    private void add(TreePath path, ClassTree type, String name) {
        List<Member> members = new ArrayList<>();
        types.add(new Type(name, form(type), sentence(path), members));
        boolean open = type.getKind() == Tree.Kind.INTERFACE;
        constants(type, open, members);
        for (Tree member : type.getMembers()) {
            TreePath inner = new TreePath(path, member);
            if (member instanceof MethodTree method && isShown(method, open)) {
                members.add(new Member(signature(type, method), isTest(method) ? "A test." : sentence(inner)));
            } else if (member instanceof ClassTree nested
                    && (open || isPublic(nested.getModifiers().getFlags()))) {
                add(inner, nested, name + "." + nested.getSimpleName());
            }
        }
    }

    private static void constants(ClassTree type, boolean open, List<Member> members) {
        String names = type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> open || isPublic(field.getModifiers().getFlags()))
                .filter(field -> open || field.getModifiers().getFlags().contains(Modifier.STATIC))
                .map(field -> field.getName().toString())
                .filter(name -> !name.equals("serialVersionUID"))
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            members.add(new Member(names, "Constants."));
        }
    }

    private static String form(ClassTree type) {
        String form = type.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (type.getKind() == Tree.Kind.RECORD) {
            return form + components(type);
        }
        boolean sealed = type.getModifiers().getFlags().stream()
                .anyMatch(flag -> flag.toString().equals("sealed"));
        return sealed ? "sealed " + form : form;
    }

    private static String components(ClassTree type) {
        String names = type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .map(field -> "`" + field.getName() + "`")
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " of " + names;
    }

    /** Overridden methods say nothing new, and a compact constructor of a record only checks. */
    private static boolean isShown(MethodTree method, boolean open) {
        Set<Modifier> flags = method.getModifiers().getFlags();
        boolean overrides = method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
        return (open ? !flags.contains(Modifier.PRIVATE) : isPublic(flags)) && !overrides;
    }

    /** A contract's rule: its name is its sentence. */
    private static boolean isTest(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Test"));
    }

    private static boolean isPublic(Set<Modifier> flags) {
        return flags.contains(Modifier.PUBLIC);
    }

    private static String signature(ClassTree type, MethodTree method) {
        boolean constructor = method.getName().contentEquals("<init>");
        String name =
                constructor ? "new " + type.getSimpleName() : method.getName().toString();
        return method.getParameters().stream()
                .map(parameter -> plain(parameter.getType().toString(), isLast(method, parameter)))
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    private static boolean isLast(MethodTree method, VariableTree parameter) {
        return parameter.toString().contains("...")
                && method.getParameters().indexOf(parameter)
                        == method.getParameters().size() - 1;
    }

    private static String plain(String type, boolean varargs) {
        String bare = type.replaceAll("@\\w+(\\([^)]*\\))? ?", "").replaceAll("\\b[a-z]\\w*\\.", "");
        return varargs ? bare.replaceFirst("\\[\\]$", "...") : bare;
    }

    private String sentence(TreePath path) {
        DocCommentTree comment = docs.getDocCommentTree(path);
        if (comment == null) {
            return "";
        }
        return comment.getFirstSentence().stream()
                .map(Api::text)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String text(DocTree part) {
        if (part instanceof TextTree text) {
            return text.getBody();
        }
        if (part instanceof LiteralTree literal) {
            return "`" + literal.getBody().getBody() + "`";
        }
        if (part instanceof LinkTree link) {
            String label = link.getLabel().stream().map(Api::text).collect(Collectors.joining());
            return label.isEmpty()
                    ? "`"
                            + link.getReference()
                                    .getSignature()
                                    .replaceFirst("^#", "")
                                    .replace('#', '.') + "`"
                    : label;
        }
        return part instanceof EntityTree entity ? entity.toString() : "";
    }
}
