// Written by scripts/generate-openapi-schemas.mjs: do not edit.

/** Pods, their containers, Services, Namespaces and Events, in Kubernetes 1.36, in the form that read-schema.ts reads. */
export const CORE_SCHEMAS: Readonly<Record<string, string>> = {
  'core/Affinity':
    'nodeAffinity:#core/NodeAffinity podAffinity:#core/PodAffinity podAntiAffinity:#core/PodAntiAffinity',
  'core/AppArmorProfile': 'localhostProfile:s type*:s;default="";enum=Localhost|RuntimeDefault|Unconfined',
  'core/Capabilities': 'add:[]s;list=atomic drop:[]s;list=atomic',
  'core/ClientIPConfig': 'timeoutSeconds:i32',
  'core/ConfigMapEnvSource': 'name:s;default="" optional:b',
  'core/ConfigMapKeySelector': 'atomic key*:s;default="" name:s;default="" optional:b',
  'core/Container':
    'args:[]s;list=atomic command:[]s;list=atomic env:[]#core/EnvVar;list=map(name);patch=merge(name) envFrom:[]#core/EnvFromSource;list=atomic image:s imagePullPolicy:s;enum=Always|IfNotPresent|Never lifecycle:#core/Lifecycle livenessProbe:#core/Probe name*:s;default="" ports:[]#core/ContainerPort;list=map(containerPort,protocol);patch=merge(containerPort) readinessProbe:#core/Probe resizePolicy:[]#core/ContainerResizePolicy;list=atomic resources:#core/ResourceRequirements;default={} restartPolicy:s restartPolicyRules:[]#core/ContainerRestartRule;list=atomic securityContext:#core/SecurityContext startupProbe:#core/Probe stdin:b stdinOnce:b terminationMessagePath:s terminationMessagePolicy:s;enum=FallbackToLogsOnError|File tty:b volumeDevices:[]#core/VolumeDevice;list=map(devicePath);patch=merge(devicePath) volumeMounts:[]#core/VolumeMount;list=map(mountPath);patch=merge(mountPath) workingDir:s',
  'core/ContainerExtendedResourceRequest':
    'containerName*:s;default="" requestName*:s;default="" resourceName*:s;default=""',
  'core/ContainerPort':
    'containerPort*:i32;default=0 hostIP:s hostPort:i32 name:s protocol:s;default="TCP";enum=SCTP|TCP|UDP',
  'core/ContainerResizePolicy': 'resourceName*:s;default="" restartPolicy*:s;default=""',
  'core/ContainerRestartRule': 'action*:s exitCodes:#core/ContainerRestartRuleOnExitCodes',
  'core/ContainerRestartRuleOnExitCodes': 'operator*:s values:[]i32;list=set',
  'core/ContainerState':
    'running:#core/ContainerStateRunning terminated:#core/ContainerStateTerminated waiting:#core/ContainerStateWaiting',
  'core/ContainerStateRunning': 'startedAt:#meta/Time',
  'core/ContainerStateTerminated':
    'containerID:s exitCode*:i32;default=0 finishedAt:#meta/Time message:s reason:s signal:i32 startedAt:#meta/Time',
  'core/ContainerStateWaiting': 'message:s reason:s',
  'core/ContainerStatus':
    'allocatedResources:{}#resource/Quantity allocatedResourcesStatus:[]#core/ResourceStatus;list=map(name);patch=merge(name) containerID:s image*:s;default="" imageID*:s;default="" lastState:#core/ContainerState;default={} name*:s;default="" ready*:b;default=false resources:#core/ResourceRequirements restartCount*:i32;default=0 started:b state:#core/ContainerState;default={} stopSignal:s;enum=SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ user:#core/ContainerUser volumeMounts:[]#core/VolumeMountStatus;list=map(mountPath);patch=merge(mountPath)',
  'core/ContainerUser': 'linux:#core/LinuxContainerUser',
  'core/EnvFromSource': 'configMapRef:#core/ConfigMapEnvSource prefix:s secretRef:#core/SecretEnvSource',
  'core/EnvVar': 'name*:s;default="" value:s valueFrom:#core/EnvVarSource',
  'core/EnvVarSource':
    'configMapKeyRef:#core/ConfigMapKeySelector fieldRef:#core/ObjectFieldSelector fileKeyRef:#core/FileKeySelector resourceFieldRef:#core/ResourceFieldSelector secretKeyRef:#core/SecretKeySelector',
  'core/EphemeralContainer':
    'args:[]s;list=atomic command:[]s;list=atomic env:[]#core/EnvVar;list=map(name);patch=merge(name) envFrom:[]#core/EnvFromSource;list=atomic image:s imagePullPolicy:s;enum=Always|IfNotPresent|Never lifecycle:#core/Lifecycle livenessProbe:#core/Probe name*:s;default="" ports:[]#core/ContainerPort;list=map(containerPort,protocol);patch=merge(containerPort) readinessProbe:#core/Probe resizePolicy:[]#core/ContainerResizePolicy;list=atomic resources:#core/ResourceRequirements;default={} restartPolicy:s restartPolicyRules:[]#core/ContainerRestartRule;list=atomic securityContext:#core/SecurityContext startupProbe:#core/Probe stdin:b stdinOnce:b targetContainerName:s terminationMessagePath:s terminationMessagePolicy:s;enum=FallbackToLogsOnError|File tty:b volumeDevices:[]#core/VolumeDevice;list=map(devicePath);patch=merge(devicePath) volumeMounts:[]#core/VolumeMount;list=map(mountPath);patch=merge(mountPath) workingDir:s',
  'core/Event':
    'action:s apiVersion:s count:i32 eventTime:#meta/MicroTime firstTimestamp:#meta/Time involvedObject*:#core/ObjectReference;default={} kind:s lastTimestamp:#meta/Time message:s metadata*:#meta/ObjectMeta;default={} reason:s related:#core/ObjectReference reportingComponent:s;default="" reportingInstance:s;default="" series:#core/EventSeries source:#core/EventSource;default={} type:s',
  'core/EventList': 'apiVersion:s items*:[]#core/Event kind:s metadata:#meta/ListMeta;default={}',
  'core/EventSeries': 'count:i32 lastObservedTime:#meta/MicroTime',
  'core/EventSource': 'component:s host:s',
  'core/ExecAction': 'command:[]s;list=atomic',
  'core/FileKeySelector':
    'atomic key*:s;default="" optional:b;default=false path*:s;default="" volumeName*:s;default=""',
  'core/GRPCAction': 'port*:i32;default=0 service:s;default=""',
  'core/HTTPGetAction':
    'host:s httpHeaders:[]#core/HTTPHeader;list=atomic path:s port*:#intstr/IntOrString scheme:s;enum=HTTP|HTTPS',
  'core/HTTPHeader': 'name*:s;default="" value*:s;default=""',
  'core/HostAlias': 'hostnames:[]s;list=atomic ip*:s;default=""',
  'core/HostIP': 'ip*:s;default=""',
  'core/KeyToPath': 'key*:s;default="" mode:i32 path*:s;default=""',
  'core/Lifecycle':
    'postStart:#core/LifecycleHandler preStop:#core/LifecycleHandler stopSignal:s;enum=SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ',
  'core/LifecycleHandler':
    'exec:#core/ExecAction httpGet:#core/HTTPGetAction sleep:#core/SleepAction tcpSocket:#core/TCPSocketAction',
  'core/LinuxContainerUser': 'gid*:i64;default=0 supplementalGroups:[]i64;list=atomic uid*:i64;default=0',
  'core/LoadBalancerIngress': 'hostname:s ip:s ipMode:s ports:[]#core/PortStatus;list=atomic',
  'core/LoadBalancerStatus': 'ingress:[]#core/LoadBalancerIngress;list=atomic',
  'core/LocalObjectReference': 'atomic name:s;default=""',
  'core/Namespace':
    'apiVersion:s kind:s metadata:#meta/ObjectMeta;default={} spec:#core/NamespaceSpec;default={} status:#core/NamespaceStatus;default={}',
  'core/NamespaceCondition': 'lastTransitionTime:#meta/Time message:s reason:s status*:s;default="" type*:s;default=""',
  'core/NamespaceList': 'apiVersion:s items*:[]#core/Namespace kind:s metadata:#meta/ListMeta;default={}',
  'core/NamespaceSpec': 'finalizers:[]s;list=atomic',
  'core/NamespaceStatus':
    'conditions:[]#core/NamespaceCondition;list=map(type);patch=merge(type) phase:s;enum=Active|Terminating',
  'core/NodeAffinity':
    'preferredDuringSchedulingIgnoredDuringExecution:[]#core/PreferredSchedulingTerm;list=atomic requiredDuringSchedulingIgnoredDuringExecution:#core/NodeSelector',
  'core/NodeAllocatableResourceClaimStatus':
    'containers:[]s;list=set resourceClaimName*:s;default="" resources*:{}#resource/Quantity',
  'core/NodeSelector': 'atomic nodeSelectorTerms*:[]#core/NodeSelectorTerm;list=atomic',
  'core/NodeSelectorRequirement':
    'key*:s;default="" operator*:s;default="";enum=DoesNotExist|Exists|Gt|In|Lt|NotIn values:[]s;list=atomic',
  'core/NodeSelectorTerm':
    'atomic matchExpressions:[]#core/NodeSelectorRequirement;list=atomic matchFields:[]#core/NodeSelectorRequirement;list=atomic',
  'core/ObjectFieldSelector': 'atomic apiVersion:s fieldPath*:s;default=""',
  'core/ObjectReference': 'atomic apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s',
  'core/Pod':
    'apiVersion:s kind:s metadata:#meta/ObjectMeta;default={} spec:#core/PodSpec;default={} status:#core/PodStatus;default={}',
  'core/PodAffinity':
    'preferredDuringSchedulingIgnoredDuringExecution:[]#core/WeightedPodAffinityTerm;list=atomic requiredDuringSchedulingIgnoredDuringExecution:[]#core/PodAffinityTerm;list=atomic',
  'core/PodAffinityTerm':
    'labelSelector:#meta/LabelSelector matchLabelKeys:[]s;list=atomic mismatchLabelKeys:[]s;list=atomic namespaceSelector:#meta/LabelSelector namespaces:[]s;list=atomic topologyKey*:s;default=""',
  'core/PodAntiAffinity':
    'preferredDuringSchedulingIgnoredDuringExecution:[]#core/WeightedPodAffinityTerm;list=atomic requiredDuringSchedulingIgnoredDuringExecution:[]#core/PodAffinityTerm;list=atomic',
  'core/PodCondition':
    'lastProbeTime:#meta/Time lastTransitionTime:#meta/Time message:s observedGeneration:i64 reason:s status*:s;default="" type*:s;default=""',
  'core/PodDNSConfig':
    'nameservers:[]s;list=atomic options:[]#core/PodDNSConfigOption;list=atomic searches:[]s;list=atomic',
  'core/PodDNSConfigOption': 'name:s value:s',
  'core/PodExtendedResourceClaimStatus':
    'requestMappings*:[]#core/ContainerExtendedResourceRequest;list=atomic resourceClaimName*:s;default=""',
  'core/PodIP': 'ip*:s;default=""',
  'core/PodList': 'apiVersion:s items*:[]#core/Pod kind:s metadata:#meta/ListMeta;default={}',
  'core/PodOS': 'name*:s;default=""',
  'core/PodReadinessGate': 'conditionType*:s;default=""',
  'core/PodResourceClaim': 'name*:s;default="" resourceClaimName:s resourceClaimTemplateName:s',
  'core/PodResourceClaimStatus': 'name*:s;default="" resourceClaimName:s',
  'core/PodSchedulingGate': 'name*:s;default=""',
  'core/PodSchedulingGroup': 'podGroupName:s',
  'core/PodSecurityContext':
    'appArmorProfile:#core/AppArmorProfile fsGroup:i64 fsGroupChangePolicy:s;enum=Always|OnRootMismatch runAsGroup:i64 runAsNonRoot:b runAsUser:i64 seLinuxChangePolicy:s seLinuxOptions:#core/SELinuxOptions seccompProfile:#core/SeccompProfile supplementalGroups:[]i64;list=atomic supplementalGroupsPolicy:s;enum=Merge|Strict sysctls:[]#core/Sysctl;list=atomic windowsOptions:#core/WindowsSecurityContextOptions',
  'core/PodSpec':
    'activeDeadlineSeconds:i64 affinity:#core/Affinity automountServiceAccountToken:b containers*:[]#core/Container;list=map(name);patch=merge(name) dnsConfig:#core/PodDNSConfig dnsPolicy:s;enum=ClusterFirst|ClusterFirstWithHostNet|Default|None enableServiceLinks:b ephemeralContainers:[]#core/EphemeralContainer;list=map(name);patch=merge(name) hostAliases:[]#core/HostAlias;list=map(ip);patch=merge(ip) hostIPC:b hostNetwork:b hostPID:b hostUsers:b hostname:s hostnameOverride:s imagePullSecrets:[]#core/LocalObjectReference;list=map(name);patch=merge(name) initContainers:[]#core/Container;list=map(name);patch=merge(name) nodeName:s nodeSelector:{}s;map=atomic os:#core/PodOS overhead:{}#resource/Quantity preemptionPolicy:s;enum=Never|PreemptLowerPriority priority:i32 priorityClassName:s readinessGates:[]#core/PodReadinessGate;list=atomic resourceClaims:[]#core/PodResourceClaim;list=map(name);patch=merge,retainKeys(name) resources:#core/ResourceRequirements restartPolicy:s;enum=Always|Never|OnFailure runtimeClassName:s schedulerName:s schedulingGates:[]#core/PodSchedulingGate;list=map(name);patch=merge(name) schedulingGroup:#core/PodSchedulingGroup securityContext:#core/PodSecurityContext serviceAccount:s serviceAccountName:s setHostnameAsFQDN:b shareProcessNamespace:b subdomain:s terminationGracePeriodSeconds:i64 tolerations:[]#core/Toleration;list=atomic topologySpreadConstraints:[]#core/TopologySpreadConstraint;list=map(topologyKey,whenUnsatisfiable);patch=merge(topologyKey) volumes:[]#core/Volume;list=map(name);patch=merge,retainKeys(name)',
  'core/PodStatus':
    'allocatedResources:{}#resource/Quantity conditions:[]#core/PodCondition;list=map(type);patch=merge(type) containerStatuses:[]#core/ContainerStatus;list=atomic ephemeralContainerStatuses:[]#core/ContainerStatus;list=atomic extendedResourceClaimStatus:#core/PodExtendedResourceClaimStatus hostIP:s hostIPs:[]#core/HostIP;list=atomic;patch=merge(ip) initContainerStatuses:[]#core/ContainerStatus;list=atomic message:s nodeAllocatableResourceClaimStatuses:[]#core/NodeAllocatableResourceClaimStatus;list=atomic nominatedNodeName:s observedGeneration:i64 phase:s;enum=Failed|Pending|Running|Succeeded|Unknown podIP:s podIPs:[]#core/PodIP;list=map(ip);patch=merge(ip) qosClass:s;enum=BestEffort|Burstable|Guaranteed reason:s resize:s resourceClaimStatuses:[]#core/PodResourceClaimStatus;list=map(name);patch=merge,retainKeys(name) resources:#core/ResourceRequirements startTime:#meta/Time',
  'core/PodTemplateSpec': 'metadata:#meta/ObjectMeta;default={} spec:#core/PodSpec;default={}',
  'core/PortStatus': 'error:s port*:i32;default=0 protocol*:s;default="";enum=SCTP|TCP|UDP',
  'core/PreferredSchedulingTerm': 'preference*:#core/NodeSelectorTerm;default={} weight*:i32;default=0',
  'core/Probe':
    'exec:#core/ExecAction failureThreshold:i32 grpc:#core/GRPCAction httpGet:#core/HTTPGetAction initialDelaySeconds:i32 periodSeconds:i32 successThreshold:i32 tcpSocket:#core/TCPSocketAction terminationGracePeriodSeconds:i64 timeoutSeconds:i32',
  'core/ResourceClaim': 'name*:s;default="" request:s',
  'core/ResourceFieldSelector': 'atomic containerName:s divisor:#resource/Quantity resource*:s;default=""',
  'core/ResourceHealth': 'health:s message:s resourceID*:s;default=""',
  'core/ResourceRequirements':
    'claims:[]#core/ResourceClaim;list=map(name) limits:{}#resource/Quantity requests:{}#resource/Quantity',
  'core/ResourceStatus': 'name*:s;default="" resources:[]#core/ResourceHealth;list=map(resourceID)',
  'core/SELinuxOptions': 'level:s role:s type:s user:s',
  'core/SeccompProfile': 'localhostProfile:s type*:s;default="";enum=Localhost|RuntimeDefault|Unconfined',
  'core/SecretEnvSource': 'name:s;default="" optional:b',
  'core/SecretKeySelector': 'atomic key*:s;default="" name:s;default="" optional:b',
  'core/SecurityContext':
    'allowPrivilegeEscalation:b appArmorProfile:#core/AppArmorProfile capabilities:#core/Capabilities privileged:b procMount:s;enum=Default|Unmasked readOnlyRootFilesystem:b runAsGroup:i64 runAsNonRoot:b runAsUser:i64 seLinuxOptions:#core/SELinuxOptions seccompProfile:#core/SeccompProfile windowsOptions:#core/WindowsSecurityContextOptions',
  'core/Service':
    'apiVersion:s kind:s metadata:#meta/ObjectMeta;default={} spec:#core/ServiceSpec;default={} status:#core/ServiceStatus;default={}',
  'core/ServiceList': 'apiVersion:s items*:[]#core/Service kind:s metadata:#meta/ListMeta;default={}',
  'core/ServicePort':
    'appProtocol:s name:s nodePort:i32 port*:i32;default=0 protocol:s;default="TCP";enum=SCTP|TCP|UDP targetPort:#intstr/IntOrString',
  'core/ServiceSpec':
    'allocateLoadBalancerNodePorts:b clusterIP:s clusterIPs:[]s;list=atomic externalIPs:[]s;list=atomic externalName:s externalTrafficPolicy:s;enum=Cluster|Local healthCheckNodePort:i32 internalTrafficPolicy:s;enum=Cluster|Local ipFamilies:[]s;enum=|IPv4|IPv6;list=atomic ipFamilyPolicy:s;enum=PreferDualStack|RequireDualStack|SingleStack loadBalancerClass:s loadBalancerIP:s loadBalancerSourceRanges:[]s;list=atomic ports:[]#core/ServicePort;list=map(port,protocol);patch=merge(port) publishNotReadyAddresses:b selector:{}s;map=atomic sessionAffinity:s;enum=ClientIP|None sessionAffinityConfig:#core/SessionAffinityConfig trafficDistribution:s type:s;enum=ClusterIP|ExternalName|LoadBalancer|NodePort',
  'core/ServiceStatus':
    'conditions:[]#meta/Condition;list=map(type);patch=merge(type) loadBalancer:#core/LoadBalancerStatus;default={}',
  'core/SessionAffinityConfig': 'clientIP:#core/ClientIPConfig',
  'core/SleepAction': 'seconds*:i64;default=0',
  'core/Sysctl': 'name*:s;default="" value*:s;default=""',
  'core/TCPSocketAction': 'host:s port*:#intstr/IntOrString',
  'core/Toleration':
    'effect:s;enum=NoExecute|NoSchedule|PreferNoSchedule key:s operator:s;enum=Equal|Exists|Gt|Lt tolerationSeconds:i64 value:s',
  'core/TopologySpreadConstraint':
    'labelSelector:#meta/LabelSelector matchLabelKeys:[]s;list=atomic maxSkew*:i32;default=0 minDomains:i32 nodeAffinityPolicy:s;enum=Honor|Ignore nodeTaintsPolicy:s;enum=Honor|Ignore topologyKey*:s;default="" whenUnsatisfiable*:s;default="";enum=DoNotSchedule|ScheduleAnyway',
  'core/TypedLocalObjectReference': 'atomic apiGroup:s kind*:s;default="" name*:s;default=""',
  'core/TypedObjectReference': 'apiGroup:s kind*:s;default="" name*:s;default="" namespace:s',
  'core/WeightedPodAffinityTerm': 'podAffinityTerm*:#core/PodAffinityTerm;default={} weight*:i32;default=0',
  'core/WindowsSecurityContextOptions': 'gmsaCredentialSpec:s gmsaCredentialSpecName:s hostProcess:b runAsUserName:s',
};
